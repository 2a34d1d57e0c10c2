/**
 * What a trial measured: one function of the user, run on the same inputs under several concurrency models, unprofiled and
 * interleaved. Stored with a capture (`trials/<id>.json`) and printed by `trial --json`. Fields may be added, never repurposed.
 */
import type { ConcurrencyModel, Location } from './report.ts';

export interface TrialResult {
  schemaVersion: 1;
  /** File name safe; unique within a capture. */
  id: string;
  function: { name: string; module: string; location: Location | null };
  /** ISO 8601. */
  startedAt: string;
  nodeVersion: string;
  platform: string;
  cpuCount: number;
  /** Calls of the function in one measurement. */
  calls: number;
  /** Measurements of each variant, warm-up not counted; 0 where the trial ended during its search, which measured each once. */
  repeat: number;
  exit: 'finished' | 'cancelled' | 'time-limit';
  /** Serial first: the baseline of all speed-ups. */
  variants: TrialVariant[];
  /** Models that were not run, and why. */
  refused: { model: TrialModel; reason: string }[];
  /** The best that is certainly faster than serial and gives the same results; null: no change. */
  best: { model: TrialModel; size: number | null; speedup: Interval } | null;
  /** One or two plain sentences. */
  conclusion: string;
  warnings: string[];
}

export type TrialModel =
  'serial' | Extract<ConcurrencyModel, 'async' | 'worker-threads' | 'processes' | 'distributed-queue'>;

export interface TrialVariant {
  model: TrialModel;
  /** Calls in flight, workers or processes; null for serial. */
  size: number | null;
  /** One a measurement: all calls, in milliseconds. Starting the pool is not part of it. */
  wallMs: number[];
  /** Starting workers or processes, once. */
  startMs: number;
  /** Ratio to serial of interleaved pairs, with its 95 % bootstrap interval. */
  speedup: Interval;
  callsPerSecond: Interval;
  /** CPU of all threads and processes for one measurement, median. */
  cpuMs: number;
  peakRssBytes: number;
  /** Of single calls. */
  meanMs: number;
  p99Ms: number;
  errors: number;
  /** Whether the results equal those of the serial run. */
  sameResults: boolean;
  /** The size that a fitted model of scaling calls best; only where at least four sizes were measured. */
  scaling?: ScalingFit;
}

export interface Interval {
  low: number;
  expected: number;
  high: number;
}

/**
 * Universal Scalability Law, X(N) = γN / (1 + α(N−1) + βN(N−1)) (Gunther, "Guerrilla Capacity Planning", 2007).
 * `gamma` in calls a second at N = 1; `alpha` contention, `beta` coherency.
 */
export interface ScalingFit {
  alpha: number;
  beta: number;
  gamma: number;
  /** √((1−α)/β); null where the curve has no peak. */
  peakSize: number | null;
  /** Sizes and calls a second that it rests on. */
  points: { size: number; callsPerSecond: number }[];
}
