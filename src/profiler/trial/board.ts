/** What a trial has found out so far. */
import type { TrialModel, TrialResult } from '../trialResult.ts';
import type { Host } from './host.ts';
import type { RunMeasured } from './hostMessages.ts';
import type { MeasuredVariant } from './measurements.ts';
import type { ScalingPoint } from './scaling.ts';

export interface Contestant {
  readonly model: TrialModel;
  readonly size: number | null;
  readonly host: Host;
  readonly startMs: number;
  readonly runs: RunMeasured[];
  points: readonly ScalingPoint[];
  /** Of the search: what a round will take. */
  readonly probeMs: number;
}

/** Everything that is known at any time; read when the trial ends early. */
export interface Board {
  readonly serial: Contestant;
  readonly others: Contestant[];
  readonly refused: TrialResult['refused'];
  readonly warnings: string[];
  repeat: number;
}

export const measuredOf = ({ model, size, startMs, runs, points }: Contestant): MeasuredVariant => ({
  model,
  size,
  startMs,
  runs,
  points,
});
