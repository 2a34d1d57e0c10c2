/** Calibrations with real Node binaries: this one, and with AGENT_NODE another. */
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import type { Calibration, DataRates } from '../../src/profiler/advice/calibration.ts';
import { calibrate } from '../../src/profiler/trial/calibrate/calibrate.ts';
import { busyThen, reportOf, Sandbox } from './cliProgram.ts';

const otherNode = process.env['AGENT_NODE'];
const binaries = [process.execPath, ...(otherNode === undefined ? [] : [otherNode])];

/** Beside other tests on a small machine everything takes several times as long. */
const timeLimitMs = 60_000;

function checkPlausible(calibration: Calibration): void {
  const { workerSpawnMs, processSpawnMs, roundTripMs, processRoundTripMs, transferMs } = calibration;
  for (const ms of [workerSpawnMs, processSpawnMs, roundTripMs, processRoundTripMs, transferMs]) assert.ok(ms > 0);
  assert.ok(roundTripMs < workerSpawnMs && processRoundTripMs < processSpawnMs);
  const rates = ({ objects, string, typedArray }: DataRates) => [objects, string, typedArray];
  for (const rate of [...rates(calibration.workerBytesPerMs), ...rates(calibration.processBytesPerMs)])
    assert.ok(rate > 0 && Number.isFinite(rate));
  assert.ok(calibration.workerRssBytes > 0 && calibration.workerRssBytes < calibration.processRssBytes);
  const most = os.availableParallelism();
  assert.ok(calibration.usableCores > 0 && calibration.usableCores <= most);
  if (most > 1) assert.ok(calibration.usableCores >= 1 || calibration.warnings?.length);
  assert.deepEqual(calibration.scaling[0], { threads: 1, speedup: Math.min(1, calibration.usableCores) });
  assert.deepEqual(
    calibration.poolScaling.slice(0, 3).map(({ threads }) => threads),
    [1, 2, most === 3 ? 3 : 4],
  );
  for (const { threads, speedup } of [...calibration.scaling, ...calibration.poolScaling])
    assert.ok(speedup > 0 && speedup <= threads);
}

for (const nodePath of binaries) {
  test(`a calibration with ${path.basename(path.dirname(path.dirname(nodePath)))} gives usable numbers`, async () => {
    const steps: string[] = [];
    checkPlausible(await calibrate({ nodePath, timeLimitMs, onStep: (step) => steps.push(step) }));
    assert.ok(steps.length > 1);
  });
}

test('a binary that cannot measure, and one that is stopped, give one sentence', async (context) => {
  const sandbox = new Sandbox(context);
  await assert.rejects(calibrate({ nodePath: path.join(sandbox.dir, 'none') }), { code: 'calibrationFailed' });
  const stopped = new AbortController();
  await assert.rejects(
    calibrate({ nodePath: process.execPath, signal: stopped.signal, onStep: () => stopped.abort() }),
    /could not be measured \(it was stopped\)/,
  );
});

test('calibrate --json prints the calibration alone; the second time it is the kept one', async (context) => {
  const sandbox = new Sandbox(context);
  const first = await sandbox.run(['calibrate', '--json']);
  assert.equal(first.status, 0, first.stderr);
  checkPlausible(JSON.parse(first.stdout) as Calibration);
  assert.doesNotMatch(first.stderr, /Measured before/);
  const second = await sandbox.run(['calibrate', '--json']);
  assert.equal(second.stdout, first.stdout);
  assert.match(second.stderr, /Measured before, .*--fresh/);
  const text = await sandbox.run(['calibrate']);
  assert.match(text.stdout, /cores can really be used at once/);
  assert.match(text.stdout, /Measured before/);

  const folder = path.join(sandbox.dir, 'home', 'calibrations');
  const [file] = readdirSync(folder);
  writeFileSync(path.join(folder, file!), '{"method":');
  const third = await sandbox.run(['calibrate', '--json']);
  assert.notEqual(
    (JSON.parse(third.stdout) as Calibration).measuredAt,
    (JSON.parse(first.stdout) as Calibration).measuredAt,
  );
});

test('a run whose advice rests on costs measures them once, and another does not', async (context) => {
  const sandbox = new Sandbox(context);
  // Long enough for workers to be worth a thought.
  const program = sandbox.write('program.cjs', busyThen('', 1500));
  const env = { CONCURRENCY_PROFILER_CALIBRATION: 'on' };
  const notice = /Measuring what threads and processes cost on this machine, once/;
  const caveat = /defaults, not yet measured/;
  const off = await sandbox.run(['run', '--no-calibrate', '--json', program], { env });
  assert.doesNotMatch(off.stderr, notice);
  assert.match(off.stdout, caveat);
  const first = await sandbox.run(['run', '--json', program], { env });
  assert.match(first.stderr, notice);
  assert.doesNotMatch(first.stdout, caveat);
  assert.ok(reportOf(first).recommendations.length > 1);
  const second = await sandbox.run(['run', '--json', program], { env });
  assert.doesNotMatch(second.stderr, notice);
  assert.doesNotMatch(second.stdout, caveat);
});
