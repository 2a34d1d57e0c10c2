/** `compare` in the terminal, on captures of real runs. Which differences are noise is judged in test/unit/compare and bench/compare. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test, type TestContext } from 'node:test';
import type { Comparison } from '../../src/profiler/comparison.ts';
import { Sandbox, type Ended } from './cliProgram.ts';

const options = { timeout: 180_000 };

/** Computes for as long as it is told, so that the longer one takes longer on every machine. */
const computing = (ms: number) => `function compute(until) {
  let sum = 0;
  while (performance.now() < until) for (let i = 0; i < 1e6; i++) sum += Math.sqrt(sum + i);
  return sum;
}
compute(performance.now() + ${ms});
`;
const waiting = `import { setTimeout as sleep } from 'node:timers/promises';
async function poll() {
  for (let round = 0; round < 8; round++) await sleep(60);
}
await poll();
`;

async function capture(sandbox: Sandbox, name: string, program: string): Promise<string> {
  const folder = path.join(sandbox.dir, name);
  const ended = await sandbox.run(['run', '--json', '--out', folder, '--', program]);
  assert.equal(ended.status, 0, ended.stderr);
  const [made, ...others] = readdirSync(folder);
  assert.ok(made !== undefined && others.length === 0);
  return path.join(folder, made);
}

const comparisonOf = ({ stdout }: Ended): Comparison => JSON.parse(stdout) as Comparison;

/** Two captures of one text, under one name. */
async function twoRuns(context: TestContext, first: string, second: string) {
  const sandbox = new Sandbox(context);
  const program = sandbox.write('program.mjs', first);
  const before = await capture(sandbox, 'before', program);
  writeFileSync(program, second);
  return { sandbox, before, after: await capture(sandbox, 'after', program) };
}

test('two runs of one program: text without a stack, and JSON that pairs all that both have', options, async (t) => {
  const { sandbox, before, after } = await twoRuns(t, computing(600), computing(600));
  const ended = await sandbox.run(['compare', before, after]);
  assert.equal(ended.status, 0, ended.stderr);
  assert.equal(ended.stderr, '');
  assert.match(ended.stdout, /Wall time/);
  assert.match(ended.stdout, /Functions/);
  const { schemaVersion, speedup, functions, notes, ...sides } = comparisonOf(
    await sandbox.run(['compare', before, after, '--json']),
  );
  assert.equal(schemaVersion, 1);
  assert.equal(speedup?.of, 'wall');
  assert.ok(speedup.low <= speedup.value && speedup.value <= speedup.high);
  assert.equal(functions.find(({ name }) => name === 'compute')?.presence, 'both');
  assert.deepEqual([sides.before.captureDir, sides.after.captureDir], [before, after]);
  assert.doesNotMatch(notes.join(' '), /differ:/);
});

test('a program that computes five times as long differs, and the function is named', options, async (t) => {
  const { sandbox, before, after } = await twoRuns(t, computing(600), computing(3000));
  const { speedup, summary, functions } = comparisonOf(await sandbox.run(['compare', before, after, '--json']));
  assert.ok(speedup && speedup.value < 1);
  const compute = functions.find(({ name }) => name === 'compute');
  assert.ok(compute && compute.total.delta > 1000, JSON.stringify(compute));
  // By the clock both ran as long as they were told, however busy the machine; what it may explain is no more than its queue.
  if (speedup.isSignificant) assert.match(summary, /^Takes .* as long/);
  const other = comparisonOf(await sandbox.run(['compare', after, before, '--json']));
  assert.ok(other.speedup && other.speedup.value > 1);
});

test('captures of different programs are compared, and that they differ is said', options, async (t) => {
  const sandbox = new Sandbox(t);
  const before = await capture(sandbox, 'before', sandbox.write('one.mjs', computing(600)));
  const after = await capture(sandbox, 'after', sandbox.write('other.mjs', waiting));
  const ended = await sandbox.run(['compare', before, after]);
  assert.equal(ended.status, 0, ended.stderr);
  const told = ended.stdout.replace(/\s+/g, ' ');
  assert.match(told, /Different programs: .*one\.mjs \(.*\) and .*other\.mjs/);
  assert.doesNotMatch(told, /× as (fast|long)|Takes/);
  const { functions, speedup, differs } = comparisonOf(await sandbox.run(['compare', before, after, '--json']));
  assert.equal(functions.find(({ name }) => name === 'compute')?.presence, 'before-only');
  assert.equal(speedup, null);
  assert.deepEqual(differs, ['program']);
});

test('a capture against itself differs in nothing, and that is pointed out', options, async (t) => {
  const sandbox = new Sandbox(t);
  const folder = await capture(sandbox, 'one', sandbox.write('one.mjs', computing(600)));
  const { speedup, notes, measures, functions } = comparisonOf(
    await sandbox.run(['compare', folder, folder, '--json']),
  );
  assert.ok(speedup?.value === 1 && !speedup.isSignificant);
  assert.ok([...measures, ...functions.map(({ self }) => self)].every(({ delta }) => delta === 0));
  assert.match(notes.join(' '), /Both sides are the same capture/);
});

test('reports as JSON are compared like the captures that they came from', options, async (t) => {
  const { sandbox, before, after } = await twoRuns(t, computing(600), computing(900));
  const files: string[] = [];
  for (const folder of [before, after]) {
    const { stdout } = await sandbox.run(['report', folder, '--json']);
    files.push(sandbox.write(`report ${files.length}.json`, stdout));
  }
  const ofCaptures = comparisonOf(await sandbox.run(['compare', before, after, '--json']));
  const ofReports = comparisonOf(await sandbox.run(['compare', ...files, '--json']));
  assert.deepEqual(ofReports.speedup, ofCaptures.speedup);
  assert.deepEqual(ofReports.functions, ofCaptures.functions);
  assert.equal(ofReports.before.captureDir, '');
});

test('what is missing, damaged or no capture is named in one sentence, with status 70', options, async (t) => {
  const sandbox = new Sandbox(t);
  const good = await capture(sandbox, 'good', sandbox.write('one.mjs', computing(600)));
  const copy = (name: string): string => {
    const folder = path.join(sandbox.dir, name);
    cpSync(good, folder, { recursive: true });
    rmSync(path.join(folder, 'report.json'), { force: true });
    return folder;
  };
  const manifest = (folder: string) => path.join(folder, 'capture.json');
  const withoutManifest = copy('without manifest');
  rmSync(manifest(withoutManifest));
  const cutOff = copy('cut off');
  writeFileSync(manifest(cutOff), '{ "schemaVersion": 1, "st');
  const renamed = copy('renamed');
  renameSync(manifest(renamed), path.join(renamed, 'capture.txt'));
  const cases: readonly (readonly string[])[] = [
    [path.join(sandbox.dir, 'nowhere')],
    [withoutManifest],
    [cutOff],
    [renamed],
    [sandbox.write('list.json', '[1, 2]')],
    [sandbox.write('broken.json', '{ "run": ')],
  ];
  for (const [bad] of cases)
    for (const pair of [
      [good, bad!],
      [bad!, good],
    ]) {
      const { status, stdout, stderr } = await sandbox.run(['compare', ...pair, '--json']);
      assert.deepEqual([status, stdout], [70, ''], bad);
      assert.match(stderr, /^profile-concurrency: [^\n]+\n$/, bad);
      assert.doesNotMatch(stderr, /Internal error/, bad);
    }
});

test('a capture without some of its profiles is compared with what is left', options, async (t) => {
  const { sandbox, before, after } = await twoRuns(t, computing(600), computing(600));
  for (const one of ['report.json', 'source-maps.json', 'functions.json'])
    rmSync(path.join(after, one), { force: true });
  const ended = await sandbox.run(['compare', before, after, '--json']);
  assert.equal(ended.status, 0, ended.stderr);
  assert.equal(comparisonOf(ended).speedup?.of, 'wall');
});

test('two captures are needed, neither less nor more', options, async (t) => {
  const sandbox = new Sandbox(t);
  for (const operands of [[], ['a'], ['a', 'b', 'c']]) {
    const { status, stderr } = await sandbox.run(['compare', ...operands]);
    assert.equal(status, 70);
    assert.match(stderr, operands.length < 2 ? /Two captures are needed/ : /"c" is one operand too many/);
  }
});
