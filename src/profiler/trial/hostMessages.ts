/**
 * The wire between a trial and its hosts: processes of the user's Node in which the function runs. JSON over Node's channel,
 * because the two may run on different versions of Node. Every request is answered, and one at a time is under way.
 */
import type { TrialModel } from '../trialResult.ts';

export interface HostSetup {
  /** Absolute path. */
  module: string;
  exportName: string;
  spread: boolean;
  inputs: HostInputs;
}

export type HostInputs =
  | { kind: 'json'; text: string }
  | { kind: 'repeated'; json: string; times: number }
  /** Absolute path of a module whose default export makes the inputs. */
  | { kind: 'module'; file: string };

export type HostRequest =
  | { type: 'load'; setup: HostSetup }
  /** Serial, cold: what kind of function it is, and how long it takes. Stops after `stopAfterMs` and `leastCalls`. */
  | { type: 'firstRun'; stopAfterMs: number; leastCalls: number }
  | { type: 'start'; model: TrialModel; size: number; redisUrl: string | null; freshInputs: boolean }
  | { type: 'run'; calls: number; stopAfterMs: number; compareWith: readonly (string | null)[] | null }
  | { type: 'stop' };

export type HostAnswer = { id: number } & ({ ok: unknown } | { refused: Refusal } | { reached: HostStep });

/** Said before an answer that may take long, so that what takes too long can be named. */
export type HostStep = 'importing' | 'reading-inputs' | 'checking';

/** What went wrong in a way that a user can understand. */
export type Refusal =
  | { kind: 'import-failed'; message: string }
  | { kind: 'export-missing'; exports: string[] }
  | { kind: 'not-a-function'; type: string }
  | { kind: 'inputs'; message: string }
  | { kind: 'listens' }
  | { kind: 'failed'; message: string };

export interface Loaded {
  nodeVersion: string;
  cpuCount: number;
  calls: number;
  /** Number of declared parameters. */
  parameters: number;
  /** Every input is a list of that many arguments: probably meant to be spread. */
  looksSpread: boolean;
  inputsFingerprint: string;
}

export interface FirstRun {
  calls: number;
  wallMs: number;
  cpuMs: number;
  /** Some call gave a promise. */
  returnsPromise: boolean;
  changesInputs: boolean;
  argumentProblems: MoveProblems;
  resultProblems: MoveProblems;
  fingerprints: string[];
  errors: number;
  firstError: string | null;
}

/** Why values cannot go there, such as "argument 1 (.onDone) is a function"; null when they can. */
export interface MoveProblems {
  workers: string | null;
  processes: string | null;
  queue: string | null;
  /** They can, but come out as something less. */
  loss: string | null;
}

export interface Started {
  startMs: number;
}

export interface RunMeasured {
  /** Fewer than asked for when it was stopped. */
  calls: number;
  wallMs: number;
  cpuMs: number;
  /** Of the host's main thread: ready, with no processor free. 0 where the system does not tell. */
  queuedMs: number;
  peakRssBytes: number;
  meanMs: number;
  p99Ms: number;
  errors: number;
  firstError: string | null;
  /** Of the results: when there is nothing to compare with. */
  fingerprints: string[] | null;
  /** Results that differ from those to compare with. */
  differences: number;
}
