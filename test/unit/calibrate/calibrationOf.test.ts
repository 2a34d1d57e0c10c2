import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calibrationOf } from '../../../src/profiler/trial/calibrate/calibrationOf.ts';
import type { Measurements } from '../../../src/profiler/trial/calibrate/guest/measurements.ts';
import { spinCounts } from '../../../src/profiler/trial/calibrate/guest/spinCounts.ts';
import { quiet } from './sampleMeasurements.ts';

const measuredAt = '2026-01-01T00:00:00.000Z';
const calibrate = (changes: Partial<Measurements> = {}, quotaCores: number | null = null) =>
  calibrationOf({ measurements: { ...quiet, ...changes }, quotaCores, measuredAt });

test('a quiet machine: best rounds, quartiles, and data without the empty message', () => {
  const calibration = calibrate();
  assert.deepEqual(calibration.scaling, [
    { threads: 1, speedup: 1 },
    { threads: 2, speedup: 1.98 },
    { threads: 4, speedup: 3.64 },
  ]);
  assert.equal(calibration.usableCores, 3.64);
  assert.equal(calibration.workerSpawnMs, 20);
  assert.equal(calibration.workerBytesPerMs.objects, 100_000);
  assert.equal(calibration.processBytesPerMs.string, 500_000);
  assert.equal(calibration.transferMs, 0.03);
  assert.equal(calibration.poolScaling.at(-1)?.speedup, 3.64, 'a pool gains no more than there are cores');
  assert.equal(calibration.measuredAt, measuredAt);
  assert.deepEqual(calibration.warnings, []);
});

test('a quota bounds what short rounds could not see', () => {
  const calibration = calibrate({}, 1.5);
  assert.equal(calibration.usableCores, 1.5);
  for (const { speedup } of [...calibration.scaling, ...calibration.poolScaling]) assert.ok(speedup <= 1.5);
  assert.equal(calibrate({}, 0.5).usableCores, 0.5);
});

test('time that other programs took does not count, and is told', () => {
  const busy = quiet.spins.map((round) => ({ ...round, ms: round.threads * 14 }));
  const calibration = calibrate({ spins: busy, othersCores: 2.5 });
  assert.equal(calibration.usableCores, 3.64);
  assert.equal(calibration.workerSpawnMs, 18);
  assert.match(calibration.warnings?.[0] ?? '', /Other programs used 2\.5 cores/);
  // The same rounds without other programs: the threads waited for one another.
  assert.equal(calibrate({ spins: busy }).usableCores, 1);
});

test('never more usable cores than Node may use', () => {
  const spins = [
    { threads: 1, ms: 10, cpuMs: 10 },
    { threads: 2, ms: 4, cpuMs: 8 },
  ];
  assert.equal(calibrate({ spins, parallelism: 2 }).usableCores, 2);
});

test('samples that lie far apart are told', () => {
  const { warnings } = calibrate({ workerSpawns: [20, 22, 60, 90].map((ms) => ({ ms, cpuMs: 18 })) });
  assert.deepEqual(warnings, [
    'Starting a worker thread took between 22 and 60 ms; calibrate again on a quiet machine.',
  ]);
});

test('loops spin on every small number of threads, on doubles, and on all', () => {
  assert.deepEqual(spinCounts(1), [1]);
  assert.deepEqual(spinCounts(2), [1, 2]);
  assert.deepEqual(spinCounts(4), [1, 2, 3, 4]);
  assert.deepEqual(spinCounts(6), [1, 2, 3, 4, 6]);
  assert.deepEqual(spinCounts(16), [1, 2, 3, 4, 8, 16]);
  assert.equal(spinCounts(500).at(-1), 64);
});
