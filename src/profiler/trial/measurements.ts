/** What the rounds measured → the variants of the result. Pure. */
import type { TrialModel, TrialVariant } from '../trialResult.ts';
import { geometricInterval } from './bootstrap.ts';
import { median } from './conclude.ts';
import type { RunMeasured } from './hostMessages.ts';
import { fitScaling, type ScalingPoint } from './scaling.ts';

export interface MeasuredVariant {
  readonly model: TrialModel;
  readonly size: number | null;
  readonly startMs: number;
  /** By round. */
  readonly runs: readonly RunMeasured[];
  /** From the search. */
  readonly points: readonly ScalingPoint[];
}

/** Milliseconds for all calls, also where a run was ended early because it was far slower. */
export const wallOf = (run: RunMeasured, calls: number): number =>
  run.calls === 0 ? Infinity : (run.wallMs * calls) / run.calls;

export const callsPerSecond = (run: RunMeasured): number => run.calls / (Math.max(run.wallMs, 1e-6) / 1000);

/** Null without a pair to compare. */
export function variantOf(measured: MeasuredVariant, serial: MeasuredVariant, calls: number): TrialVariant | null {
  const { model, size, startMs, runs } = measured;
  const pairs = Math.min(runs.length, serial.runs.length);
  if (pairs === 0) return null;
  const isSerial = measured === serial;
  const ratios = runs.slice(0, pairs).map((run, round) => wallOf(serial.runs[round]!, calls) / wallOf(run, calls));
  const scaling = fitScaling(measured.points);
  return {
    model,
    size,
    wallMs: runs.map((run) => wallOf(run, calls)),
    startMs,
    speedup: isSerial ? { low: 1, expected: 1, high: 1 } : geometricInterval(ratios),
    callsPerSecond: geometricInterval(runs.map(callsPerSecond)),
    cpuMs: median(runs.map((run) => (run.cpuMs * calls) / run.calls)),
    peakRssBytes: Math.max(...runs.map(({ peakRssBytes }) => peakRssBytes)),
    meanMs: median(runs.map(({ meanMs }) => meanMs)),
    p99Ms: median(runs.map(({ p99Ms }) => p99Ms)),
    errors: Math.max(...runs.map(({ errors }) => errors)),
    sameResults: runs.every(({ differences }) => differences === 0),
    ...(scaling !== null && { scaling }),
  };
}
