import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeSampling } from '../../../src/profiler/analysis/samplingInfo.ts';
import type { Manifest } from '../../../src/profiler/capture/format/capture.ts';
import type { CpuColumns } from '../../../src/profiler/capture/format/cpuColumns.ts';
import type { OperationsReport } from '../../../src/profiler/analysis/operations/index.ts';
import { defaultRecording, defaultSteadyInterval } from '../../../src/profiler/capture/manifest.ts';

const requested = { ...defaultRecording, steadyInterval: defaultSteadyInterval };
const operations = { started: null, traced: 0, isRecorded: false } as OperationsReport;
const observed = (times: number[]) =>
  describeSampling(
    { requested } as Manifest,
    { nodeOfSample: new Int32Array(times.length), timeOfSample: Float64Array.from(times) } as CpuColumns,
    operations,
  ).cpuIntervalObservedMs;

test('what was asked for is told: the distance at first and the one later', () => {
  const { cpuIntervalRequestedMs, cpuSteadyInterval } = describeSampling({ requested } as Manifest, null, operations);
  assert.deepEqual([cpuIntervalRequestedMs, cpuSteadyInterval], [1, { ms: 5, afterMs: 500 }]);
});

test('the distance is the one that most of the time was measured with, not that of most samples', () => {
  // 40 samples 1 ms apart, 15 samples 5 ms apart.
  const times = [...Array.from({ length: 41 }, (_, at) => at * 1000)];
  for (let at = 1; at <= 15; at++) times.push(40_000 + at * 5000);
  assert.equal(observed(times), 5);
  assert.equal(observed(times.slice(0, 45)), 1);
  assert.equal(observed([7]), null);
});
