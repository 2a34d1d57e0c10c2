import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Calibration } from '../../../src/profiler/advice/calibration.ts';
import { renderCalibration } from '../../../src/profiler/cli/renderCalibration.ts';

const rates = { objects: 117_000, string: 1_400_000, typedArray: 4_800_000 };
const calibration: Calibration = {
  schemaVersion: 1,
  nodeVersion: 'v20.20.2',
  measuredAt: '2026-11-21T02:21:14.586Z',
  usableCores: 1.98,
  scaling: [
    { threads: 1, speedup: 1 },
    { threads: 2, speedup: 1.98 },
  ],
  poolScaling: [{ threads: 4, speedup: 1.9 }],
  workerSpawnMs: 21.4,
  processSpawnMs: 60.4,
  workerRssBytes: 9_500_000,
  processRssBytes: 44_800_000,
  roundTripMs: 0.05,
  processRoundTripMs: 0.028,
  workerBytesPerMs: rates,
  processBytesPerMs: rates,
  transferMs: 0.08,
  warnings: ['A message to a worker thread took between 0.0119 and 0.0647 ms; calibrate again on a quiet machine.'],
};

test('a calibration fits the terminal, down to 60 columns', () => {
  for (const width of [60, 80, 120]) {
    const text = renderCalibration(calibration, { width, colour: false, unicode: true }, { kept: true });
    for (const line of text.split('\n')) assert.ok(line.length <= width, `${width}: ${line}`);
    assert.match(text, /with Node\.js 20\.20\.2\n/);
    assert.match(text, /Start to first message +21\.4 ms +60\.4 ms\n/);
  }
});

test('in 40 columns labels go on below, and numbers stay whole', () => {
  const text = renderCalibration(calibration, { width: 40, colour: false, unicode: true }, { kept: true });
  for (const line of text.split('\n')) assert.ok(line.length <= 40, line);
  assert.match(text, /\n  Start to +21\.4 ms +60\.4 ms\n  first message\n/);
});
