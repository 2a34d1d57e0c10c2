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
  /** Of the search: what there is before the first round is over, and what a round will take. */
  readonly probe: RunMeasured;
  /** Of the rounds. */
  readonly runs: RunMeasured[];
  points: readonly ScalingPoint[];
}

/** Everything that is known at any time; read when the trial ends early. */
export interface Board {
  readonly serial: Contestant;
  readonly others: Contestant[];
  readonly refused: TrialResult['refused'];
  readonly warnings: string[];
  /** Rounds that are over. */
  repeat: number;
}

/** Of all rounds; the probes where the trial ends before the first round does. */
export const measuredOf = (
  { model, size, startMs, runs, points, probe }: Contestant,
  { repeat }: Board,
): MeasuredVariant => ({ model, size, startMs, runs: repeat > 0 ? runs : [probe], points });
