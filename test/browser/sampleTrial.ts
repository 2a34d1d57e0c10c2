/** A trial as a real one comes out: a function that computes, under four models. */
import type { Interval, ScalingFit, TrialResult, TrialVariant } from '../../src/profiler/trialResult.ts';

const around = (expected: number, share: number): Interval => ({
  low: expected * (1 - share),
  expected,
  high: expected * (1 + share),
});

const variant = (
  model: TrialVariant['model'],
  size: number | null,
  speedup: Interval,
  more: Partial<TrialVariant> = {},
): TrialVariant => ({
  model,
  size,
  wallMs: [2640 / speedup.expected, 2655 / speedup.expected, 2618 / speedup.expected],
  startMs: size === null || model === 'async' ? 0 : 21 * size,
  speedup,
  callsPerSecond: { low: 117 * speedup.low, expected: 117 * speedup.expected, high: 117 * speedup.high },
  cpuMs: 2610 * (1 + 0.03 * (size ?? 0)),
  peakRssBytes: 88e6 + 31e6 * (model === 'async' ? 0 : (size ?? 0)),
  meanMs: 8.5 * Math.max(1, (size ?? 1) / speedup.expected),
  p99Ms: 11.2 * Math.max(1, (size ?? 1) / speedup.expected),
  errors: 0,
  sameResults: true,
  ...more,
});

const fit: ScalingFit = {
  alpha: 0.08,
  beta: 0.031,
  gamma: 118,
  peakSize: 5.4,
  points: [
    { size: 1, callsPerSecond: 116 },
    { size: 2, callsPerSecond: 204 },
    { size: 3, callsPerSecond: 246 },
    { size: 4, callsPerSecond: 289 },
    { size: 6, callsPerSecond: 292 },
    { size: 8, callsPerSecond: 260 },
  ],
};

export const sampleTrial = (changes: Partial<TrialResult> = {}): TrialResult => ({
  schemaVersion: 1,
  id: 'resample-1',
  function: {
    name: 'resample',
    module: '/home/ada/thumbnails/src/resample.mjs',
    location: { file: '/home/ada/thumbnails/src/resample.mjs', line: 18, column: 17 },
  },
  startedAt: '2026-11-20T09:58:40.000Z',
  nodeVersion: 'v20.20.2',
  platform: 'linux',
  cpuCount: 4,
  calls: 310,
  repeat: 5,
  exit: 'finished',
  variants: [
    variant('serial', null, { low: 1, expected: 1, high: 1 }),
    variant('async', 8, around(0.99, 0.02)),
    variant('worker-threads', 2, around(1.74, 0.03), { scaling: fit }),
    variant('worker-threads', 4, around(2.49, 0.06), { scaling: fit }),
    variant('worker-threads', 8, around(2.22, 0.11), { scaling: fit }),
    variant('processes', 4, around(1.92, 0.09), { errors: 2, sameResults: false }),
  ],
  refused: [
    {
      model: 'distributed-queue',
      reason: 'No Redis address is configured. Set profileConcurrency.trial.redisUrl to try it.',
    },
  ],
  best: { model: 'worker-threads', size: 4, speedup: around(2.49, 0.06) },
  conclusion: 'With 4 worker threads, resample is 2.49 times as fast as one call after another (2.34 to 2.64).',
  warnings: ['The machine was busy during one of the measurements; it was repeated.'],
  ...changes,
});
