/** What the flame chart asks of a CPU profile: a call tree and the top of the stack at each moment. */
import type { FrameCategory } from '../../profiler/report.ts';

/** `idle` and `root` are not drawn; `gc` has no stack of its own and is drawn on top of the stack before it. */
export type FrameRole = 'call' | 'waiting' | 'root' | 'idle' | 'gc' | 'program';

export interface FlameFrame {
  readonly name: string;
  /** As V8 wrote it; empty for built-ins. */
  readonly url: string;
  /** 1-based; null when unknown. */
  readonly line: number | null;
  readonly column: number | null;
  readonly role: FrameRole;
  readonly category: FrameCategory;
  /** npm package of a dependency, else null. */
  readonly packageName: string | null;
}

export interface SampledProfile {
  readonly frames: readonly FlameFrame[];
  /** Node → row of `frames`. */
  readonly frameOfNode: ArrayLike<number>;
  /** Node → its caller's node, -1 for the root. Callers may come after callees. */
  readonly parentOfNode: ArrayLike<number>;
  /** Sample → node at the top of the stack. */
  readonly nodeOfSample: ArrayLike<number>;
  /** Sample → microseconds since the start of the profile, ascending. */
  readonly sampleAtMicros: ArrayLike<number>;
  readonly durationMicros: number;
}
