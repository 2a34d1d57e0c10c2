/** Programs and flags that stand in a profiler's way: what they print and how they end is the same with and without us. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { test } from 'node:test';
import { agentEnv, Capture, ended, keyOf, nodePath, program, temporaryFolder, type Ended } from './agentHarness.ts';
import { robustCases, unsampledFlag, type RobustCase } from './robustCases.ts';

/** At once: the programs wait for most of their time. */
const atOnce = 4;

/** Node's exit code for a flag that it does not know. */
const refusedOption = 9;
const longestMs = 60_000;
const nodeVersion = execFileSync(nodePath, ['-p', 'process.versions.node'], { encoding: 'utf8' });
const firstSoundMajor = 22;
const isUnsampled = ({ flags = [], env = {} }: RobustCase) =>
  Number.parseInt(nodeVersion) < firstSoundMajor &&
  (flags.includes(unsampledFlag) || env['NODE_OPTIONS'] === unsampledFlag);

interface Compared extends Ended {
  readonly captureDir: string | null;
}

function run({ file, flags = [], args = [], env = {}, input }: RobustCase, profiled: boolean): Promise<Compared> {
  const captureDir = profiled ? temporaryFolder() : null;
  const plainEnv = { PATH: process.env['PATH'] ?? '', ...env };
  const child = spawn(nodePath, [...flags, program(`robust/${file}`), ...args], {
    env: captureDir === null ? plainEnv : withoutBase(agentEnv(captureDir, { env }), plainEnv),
    stdio: ['pipe', 'pipe', 'pipe'],
    // One that hangs fails; the others take a second or two.
    timeout: longestMs,
    killSignal: 'SIGKILL',
  });
  child.stdin.on('error', () => undefined).end(input ?? '');
  return ended(child).then((end) => ({ ...end, captureDir }));
}

/** Exactly the variables of the plain run, and our two. */
function withoutBase(agent: Record<string, string>, plain: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(agent).filter(
      ([name]) => name in plain || name === 'NODE_OPTIONS' || name.startsWith('CONCURRENCY'),
    ),
  );
}

/** Numbers that differ between any two runs. */
const withoutChance = (text: string) =>
  text.replaceAll(/\((node|rejection id|trace):\d+/g, '($1:N').replaceAll(/pid: \d+/g, 'pid: N');

const seen = ({ code, signal, stdout, stderr }: Ended) => ({
  code,
  signal,
  stdout: withoutChance(stdout),
  stderr: withoutChance(stderr),
});

test('programs that stand in the way', { concurrency: atOnce }, async (context) => {
  await Promise.all(
    robustCases.map((one) =>
      context.test([...(one.flags ?? []), one.file, ...(one.args ?? [])].join(' '), async (row) => {
        const [plain, profiled] = await Promise.all([run(one, false), run(one, true)]);
        if (plain.code === refusedOption) return row.skip('this Node has no such flag');
        assert.deepEqual(seen(profiled), seen(plain));
        const capture = new Capture(profiled.captureDir!);
        if (isUnsampled(one))
          assert.match(JSON.stringify(capture.events(capture.main, 'warning')), /The CPU was not sampled/);
        else if (one.unprofiled !== true)
          assert.ok(capture.windows(capture.main).length > 0, 'the main thread left samples');
        return undefined;
      }),
    ),
  );
});

test('a worker with its own arguments is not sampled where its process cannot be', async (context) => {
  const one = { file: 'workerOwnArguments.cjs', flags: [unsampledFlag] };
  if (!isUnsampled(one)) return context.skip('this Node can be sampled with the flag');
  const { code, captureDir } = await run(one, true);
  assert.equal(code, 0);
  const capture = new Capture(captureDir!);
  const keys = capture.threads().map(keyOf);
  assert.equal(keys.length, 2);
  assert.deepEqual(
    keys.map((key) => capture.windows(key).length),
    [0, 0],
  );
  return undefined;
});
