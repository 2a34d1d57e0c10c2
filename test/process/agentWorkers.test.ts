/** Workers of every form are recorded, see nothing of us, and end when they are told to. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, program, runPlain, runProfiled, selfTime } from './agentHarness.ts';

test('workers of every form', async () => {
  const plain = await runPlain([program('agent-workers.mjs')]);
  const { capture, ...outcome } = await runProfiled([program('agent-workers.mjs')]);
  assert.deepEqual(outcome, plain);
  const workers = capture.threads().filter(({ kind }) => kind === 'worker');
  // Ten in the list, and the nested one.
  assert.equal(workers.length, 11);
  const main = capture.threads().find(({ kind }) => kind === 'main')!;
  const loops = workers.filter((worker) => selfTime(capture.windows(keyOf(worker)), 'workerLoop').self > 0);
  assert.equal(loops.length, 10, 'all but the one that only starts another');
  for (const worker of workers) {
    assert.equal(worker.parentPid, main.pid);
    assert.equal(capture.events(keyOf(worker), 'end').length, 1);
  }
  const nested = workers.filter(({ parentThreadId }) => parentThreadId !== 0);
  assert.equal(nested.length, 1);
  assert.ok(workers.some(({ name }) => name === 'fileWorker.cjs'));
  if (process.platform !== 'linux') return;
  const last = capture.events(keyOf(main), 'cpu').at(-1)!;
  const workerRows = last.threads.filter(({ role }) => role === 'worker');
  assert.equal(workerRows.length, 11, 'ended workers keep their row');
  assert.ok(workerRows.filter(({ cpuMicros }) => cpuMicros > 20_000).length >= 10);
});

test('thirty spinning workers are flushed and terminated, and two more by the exit of main', async () => {
  const plain = await runPlain([program('agent-terminates.mjs')]);
  const { capture, ...outcome } = await runProfiled([program('agent-terminates.mjs')]);
  assert.deepEqual(outcome, plain);
  const workers = capture.threads().filter(({ kind }) => kind === 'worker');
  assert.equal(workers.length, 32);
  const spun = workers.filter((worker) => selfTime(capture.windows(keyOf(worker)), 'spinInWorker').self > 0);
  assert.equal(spun.length, 32, 'workers with their spinning on disk');
});
