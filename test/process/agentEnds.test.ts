/** However a program ends, it ends as without us, and its last sample is on disk. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { program, runPlain, runProfiled, selfTime } from './agentHarness.ts';

const hasNothingOfUs = (text: string) => assert.doesNotMatch(text, /agent\.cjs|watcher\.cjs|debugger/);
/**
 * What differs between any two runs of plain Node: process ids in warnings, and whether the error of a worker arrives
 * before its end or with it, which shows in Node's own frames at the bottom of the stack.
 */
const withoutChance = (text: string) =>
  text.replaceAll(/(node:|pid: )\d+/g, '$1PID').replaceAll(/\n {4}at [^\n]*\(node:internal\/worker:[^\n]*/g, '');

for (const way of [
  'end',
  'exit',
  'exitCode',
  'reallyExit',
  'throw',
  'reject',
  'later',
  'exitInListener',
  'removeListeners',
  'spawnFails',
  'execFails',
  'workerFails',
])
  test(`a program that ends by ${way}`, { concurrency: true }, async () => {
    const [plain, profiled] = await Promise.all([
      runPlain([program('agent-ends.cjs'), way]),
      runProfiled([program('agent-ends.cjs'), way]),
    ]);
    const { capture, ...outcome } = profiled;
    hasNothingOfUs(outcome.stderr);
    assert.deepEqual(
      { ...outcome, stderr: withoutChance(outcome.stderr) },
      { ...plain, stderr: withoutChance(plain.stderr) },
    );
    const { self } = selfTime(capture.windows(capture.main), 'computeBriefly');
    assert.ok(self > 20_000, `${self} µs of computeBriefly on disk`);
    assert.equal(capture.events(capture.main, 'end').length, 1);
    assert.ok(capture.events(capture.main, 'cpu').length > 0);
  });

test('an error thrown in an exit listener', async () => {
  const plain = await runPlain([program('agent-ends.cjs'), 'throwInListener']);
  const { capture, ...outcome } = await runProfiled([program('agent-ends.cjs'), 'throwInListener']);
  // Node emits to one listener on another line than to several.
  const withoutLine = (text: string) => text.replaceAll(/node:events:[\d:]+/g, 'node:events');
  assert.deepEqual(
    { ...outcome, stderr: withoutLine(outcome.stderr) },
    { ...plain, stderr: withoutLine(plain.stderr) },
  );
  assert.ok(selfTime(capture.windows(capture.main), 'computeBriefly').self > 0);
});

test('everything around the program looks as without us', async () => {
  const args = ['--no-deprecation', program('agent-looks-around.cjs'), 'a', '--b'];
  const env = { NODE_OPTIONS: '--no-warnings --max-old-space-size=512', EMPTY: '' };
  const plain = await runPlain(args, env);
  const { capture, ...outcome } = await runProfiled(args, { env });
  assert.ok(capture.threads().length === 1);
  // The order of the environment is the launcher's; compared as it would be seen by name.
  const sorted = (text: string) => text.split('\n').sort().join('\n');
  assert.deepEqual({ ...outcome, stdout: sorted(outcome.stdout) }, { ...plain, stdout: sorted(plain.stdout) });
});

test('sixty quick runs end without a crash or a word', async () => {
  const ways = ['process.exit(3)', '0', 'throw 1', 'setTimeout(() => process.exit(5), 30)'];
  for (let round = 0; round < 15; round++)
    await Promise.all(
      ways.map(async (code) => {
        const [plain, { code: exitCode, signal, stdout, stderr }] = await Promise.all([
          runPlain(['-e', code]),
          runProfiled(['-e', code]),
        ]);
        assert.deepEqual({ code: exitCode, signal, stdout, stderr }, plain);
      }),
    );
});
