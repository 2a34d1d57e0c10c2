/**
 * One thread's profile as the viewer holds it: columns that travel from the worker without a copy and are never changed.
 * Everything on screen is derived from it: chart, graphs, tables and differences.
 */
import type { FlameFrame } from '../../flame/sampledProfile.ts';

export { noNode } from '../../flame/noNode.ts';

/** What self and total are measured in: microseconds of a CPU profile, bytes of a heap profile. */
export type WeightUnit = 'micros' | 'bytes';

/** A call tree: a node is a call path. Callers always have a smaller row than their callees. */
export interface CallTree {
  readonly frames: readonly FlameFrame[];
  /** `noNode` at a root. */
  readonly parentOfNode: Int32Array;
  /** Row of `frames`. */
  readonly frameOfNode: Int32Array;
  /** 0 at a root. */
  readonly depthOfNode: Int32Array;
}

/** Which call path was on top of the stack, and when. */
export interface Samples {
  /** `noNode` where nothing is known: the time before the first sample, a name that the file does not hold. */
  readonly nodeOfSample: Int32Array;
  /** One longer than `nodeOfSample`, ascending, microseconds since the start of the profile; the last is the end. */
  readonly startOfSample: Float64Array;
}

/** Ticks by source line as V8 wrote them: over the whole recording, top of the stack only. */
export interface LineTicks {
  readonly nodeOfTick: Int32Array;
  /** 1-based. */
  readonly lineOfTick: Int32Array;
  readonly countOfTick: Float64Array;
}

export interface ThreadProfile {
  /** '' where the file does not say. */
  readonly name: string;
  readonly unit: WeightUnit;
  readonly tree: CallTree;
  /** Null where the file has no samples (heap profiles, some old CPU profiles): nothing can be drawn over time then. */
  readonly samples: Samples | null;
  /** Node → weight at the top of the stack over the whole recording, and number of samples (or objects) that it stands for. */
  readonly selfOfNode: Float64Array;
  readonly countOfNode: Float64Array;
  readonly ticks: LineTicks;
  /** On the clock of the machine (`process.hrtime`), microseconds; threads and processes of one run share it. */
  readonly startMicros: number;
  readonly durationMicros: number;
  /** What had to be repaired or left out when reading, as sentences for the user. */
  readonly notes: readonly string[];
}

/** A stretch of the profile, microseconds since its start. */
export interface TimeRange {
  readonly startMicros: number;
  readonly endMicros: number;
}

/** Weights of the nodes of one tree: over a time range, or of one side of a comparison. */
export interface NodeWeights {
  readonly self: Float64Array;
  /** Samples or objects. */
  readonly count: Float64Array;
  /** Self and everything below. */
  readonly total: Float64Array;
}
