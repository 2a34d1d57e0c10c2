/** A trial of the function `crunch` of the sample report. */
import type { TrialResult, TrialVariant } from '../../../src/profiler/trialResult.ts';

export function sampleTrial(variants: readonly TrialVariant[], changes: Partial<TrialResult> = {}): TrialResult {
  return {
    schemaVersion: 1,
    id: 'trial-1',
    function: { name: 'crunch', module: '/app/main.js', location: { file: '/app/main.js', line: 3, column: 1 } },
    startedAt: '2026-01-02T00:00:00.000Z',
    nodeVersion: 'v20.0.0',
    platform: 'linux',
    cpuCount: 4,
    calls: 100,
    repeat: 7,
    exit: 'finished',
    variants: [variant({ model: 'serial', size: null }), ...variants],
    refused: [],
    best: null,
    conclusion: 'Measured.',
    warnings: [],
    ...changes,
  };
}

export function variant(changes: Partial<TrialVariant> = {}): TrialVariant {
  return {
    model: 'worker-threads',
    size: 4,
    wallMs: [100],
    startMs: 20,
    speedup: { low: 1, expected: 1, high: 1 },
    callsPerSecond: { low: 1, expected: 1, high: 1 },
    cpuMs: 100,
    peakRssBytes: 1,
    meanMs: 1,
    p99Ms: 1,
    errors: 0,
    sameResults: true,
    ...changes,
  };
}
