/** Programs that cannot go on: ended from outside, or by Node when nothing is left to wait for. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reportOf, Sandbox } from './cliProgram.ts';

const hangs = `import { Worker, isMainThread, workerData, parentPort } from 'node:worker_threads';
function hold(words, at) { Atomics.wait(words, at, 0); }
if (isMainThread) {
  const words = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL(import.meta.url), { workerData: words });
  worker.once('message', () => {
    if (process.argv[2] !== 'both') return;
    process.stdout.write('holding\\n', () => hold(words, 1));
  });
  worker.postMessage('begin');
  if (process.argv[2] !== 'both') process.stdout.write('holding\\n');
} else {
  parentPort.once('message', () => {
    parentPort.postMessage('begun');
    hold(workerData, 0);
  });
}
`;

/** Longer than what is told as stuck; a hang has no event that could be awaited. */
const hangMs = 2500;

for (const [argument, kind] of [
  ['both', 'lock'],
  ['worker', 'silent-worker'],
] as const)
  test(`a program that hangs: ${kind}`, async (context) => {
    const sandbox = new Sandbox(context);
    sandbox.write('hangs.mjs', hangs);
    const run = sandbox.start(['run', '--json', 'hangs.mjs', argument]);
    await run.seen('holding');
    await new Promise((resolve) => setTimeout(resolve, hangMs));
    run.kill('SIGTERM');
    const { stuck, threads } = reportOf(await run.ended);
    assert.equal(stuck?.kind, kind, JSON.stringify(stuck));
    assert.equal(stuck.threads.length, threads.length);
    for (const { stack } of stuck.threads.slice(kind === 'lock' ? 0 : 1))
      assert.deepEqual([stack[0]?.name, stack[0]?.location?.line], ['hold', 2]);
  });

test('a promise that never settles', async (context) => {
  const sandbox = new Sandbox(context);
  const program = 'const end = Date.now() + 300;\nwhile (Date.now() < end);\nawait new Promise(() => {});\n';
  sandbox.write('never.mjs', program);
  const ended = await sandbox.run(['run', 'never.mjs']);
  assert.equal(ended.status, 13);
  assert.match(ended.stdout, /Stuck\n +The program ended with exit code 13: a top-level await of never\.mjs/);
});
