/**
 * Two captures side by side: what `compare --json` prints and the comparison panel shows. Fields may be added, never
 * repurposed. Times in milliseconds, sizes in bytes, shares 0..1.
 */
import type { BoundClass, Budget, Cause, FrameCategory, Location } from './report.ts';

export interface Comparison {
  schemaVersion: 1;
  before: ComparedRun;
  after: ComparedRun;
  /**
   * Wall time before over wall time after; for a server that ran under load, requests a second after over before. Null
   * where neither tells how fast the program is: it was stopped or attached to, and no requests were counted; and where
   * the two are different programs.
   */
  speedup: Speedup | null;
  /**
   * What else than the code may have made the difference; empty where one program ran with the same arguments on the same
   * version of Node. Absent in comparisons made before this was known.
   */
  differs?: ('program' | 'arguments' | 'node-version')[];
  /** One or two plain sentences: what changed, or that nothing did beyond the noise. */
  summary: string;
  /** Wall time, the parts of the budget in ms, off-thread CPU, throughput, peaks of memory. */
  measures: MeasureDifference[];
  /** Largest |delta| of self time first; significant ones before the rest. */
  functions: FunctionDifference[];
  tasks: TaskDifference[];
  /** Live bytes by allocation site at the end. */
  memory: SiteDifference[];
  /** What makes the two hard to compare: other Node version, other command, other machine, a stopped run. */
  notes: string[];
  /** What the noise was reckoned from, in a sentence or two. */
  noiseBasis: string;
}

export interface Speedup {
  of: 'wall' | 'throughput';
  value: number;
  /** 95 % interval. */
  low: number;
  high: number;
  /** The interval leaves out 1. */
  isSignificant: boolean;
}

export interface ComparedRun {
  /** Empty when made from reports alone. */
  captureDir: string;
  command: string[];
  startedAt: string;
  nodeVersion: string;
  wallMs: number;
  class: BoundClass;
  cause: Cause | null;
  /** Of the main thread. */
  budget: Budget;
}

export interface Difference {
  before: number;
  after: number;
  /** after − before. */
  delta: number;
  /**
   * Half width of the 95 % interval of `delta`: from the number of samples, and from how much two runs of an unchanged
   * program differ (`compare/noise.ts`). 0 for what was counted exactly.
   */
  noise: number;
  /** |delta| is beyond the noise. */
  isSignificant: boolean;
}

export interface MeasureDifference extends Difference {
  id: string;
  label: string;
  unit: 'ms' | 'bytes' | 'share' | 'count' | 'per-second';
}

/** 'moved': the same name in another file. */
export type Presence = 'both' | 'moved' | 'before-only' | 'after-only';

export interface FunctionDifference {
  name: string;
  /** In the later run; in the earlier one where it is gone. */
  location: Location | null;
  category: FrameCategory;
  self: Difference;
  total: Difference;
  /** Exact calls, where both runs counted them. */
  calls: Difference | null;
  presence: Presence;
}

export interface TaskDifference {
  name: string;
  location: Location | null;
  /** As in `Task`; a function where absent. */
  kind?: 'function' | 'request' | 'measure';
  cpu: Difference;
  wait: Difference;
  count: Difference;
  /** Mean duration of one, where known. */
  mean: Difference | null;
  meanInFlight: Difference;
  presence: Presence;
}

export interface SiteDifference {
  name: string;
  location: Location | null;
  bytes: Difference;
}
