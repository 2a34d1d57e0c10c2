/** Node children of every form are recorded with their parent; others are left alone; all behave as without us. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, program, runPlain, runProfiled, selfTime } from './agentHarness.ts';

test('children of every form', async () => {
  const plain = await runPlain([program('agent-children.cjs')]);
  const { capture, ...outcome } = await runProfiled([program('agent-children.cjs')]);
  assert.deepEqual(outcome, plain);
  const threads = capture.threads();
  const main = threads.find(({ kind }) => kind === 'main')!;
  const children = threads.filter(({ kind }) => kind === 'process');
  // spawn, env, own, shell, sync, exec, execFile, fork
  assert.equal(children.length, 8);
  for (const child of children) assert.deepEqual([child.parentPid, child.parentThreadId], [main.pid, 0]);
  const loops = children.filter((child) => selfTime(capture.windows(keyOf(child)), 'childLoop').self > 0);
  assert.equal(loops.length, 6, 'all but the two that only print a sum');

  const key = keyOf(main);
  const started = capture.events(key, 'child');
  const exits = capture.events(key, 'child-exit');
  assert.equal(started.length, exits.length);
  assert.equal(started.filter(({ sync }) => sync).length, 5);
  const exitOf = (part: string) =>
    exits.find(({ childPid }) => childPid === started.find(({ command }) => command.includes(part))?.childPid);
  assert.deepEqual([exitOf('sleep 60')?.code, exitOf('sleep 60')?.signal], [null, 'SIGTERM']);
  assert.equal(exitOf('exit 3')?.code, 3);
});
