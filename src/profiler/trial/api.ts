/**
 * What the command line and the editor ask of a trial: one exported function of the user, measured on the user's inputs
 * under several concurrency models. `trial/runTrial.ts` implements it.
 */
import type { Interval, TrialModel, TrialResult } from '../trialResult.ts';

export interface TrialOptions {
  /** Path of the module, relative to `cwd` or absolute. */
  module: string;
  /** Name of the export; `default` for the default export. */
  exportName: string;
  inputs: TrialInputs;
  cwd: string;
  /** The inputs are lists of arguments instead of the only argument. */
  spread?: boolean;
  /** Default: all but serial, which always runs; the queue only with a Redis address. */
  models?: readonly Exclude<TrialModel, 'serial'>[] | undefined;
  /** Measurements of each variant; default: as many as fit well, 5 to 15. */
  repeat?: number | undefined;
  /** Limits, workers and processes to measure; default: a search. */
  sizes?: readonly number[] | undefined;
  /** Default: `defaultTimeLimitMs`. */
  timeLimitMs?: number | undefined;
  /** `redis://…`; without it there is no queue. */
  redisUrl?: string | undefined;
  /** Node binary; default: `node` on the PATH. */
  nodePath?: string | undefined;
  /** Arguments for Node itself. */
  nodeArgs?: readonly string[];
  /** Added to the environment of this process; `undefined` takes a variable away. */
  env?: Readonly<Record<string, string | undefined>>;
  /** Cores that computing can really use, as a calibration has measured; default: what the system says. */
  usableCores?: number | undefined;
  onProgress?: (progress: TrialProgress) => void;
  /** Ends the trial: what was measured until then is its result. */
  signal?: AbortSignal | undefined;
}

/** One call for each element. */
export type TrialInputs =
  /** A JSON array, or a module (.js, .mjs, .cjs, .ts, .mts, .cts) whose default export is an array or a function that makes one. */
  | { kind: 'file'; file: string }
  | { kind: 'values'; values: readonly unknown[] }
  /** The same input for every call; JSON text. */
  | { kind: 'repeated'; json: string; times: number };

export type TrialStage = 'preparing' | 'searching' | 'measuring' | 'finishing';

export interface TrialProgress {
  stage: TrialStage;
  /** As a status bar shows it: "Measuring 2 workers, round 3 of 5". */
  text: string;
  /** 0..1, of the whole trial; never falls. */
  done: number;
  elapsedMs: number;
  /** Of the variants so far, serial left out. */
  soFar: { model: TrialModel; size: number | null; speedup: Interval }[];
}

/**
 * Rejects with a UserError when nothing can be measured: no such export, inputs that are no list, a function that fails on
 * every input, or that does not end within the time. Where one model alone cannot run, the result says so in `refused`.
 * All processes have ended when it settles.
 */
export type RunTrial = (options: TrialOptions) => Promise<TrialResult>;

export const defaultTimeLimitMs = 60_000;
export const trialModels = ['serial', 'async', 'worker-threads', 'processes', 'distributed-queue'] as const;
