/** A function as the viewer shows it. */
import type { FrameCategory } from '../../profiler/report.ts';

/** `idle` and `root` are not drawn; `gc` has no stack of its own and is drawn on top of the stack before it. */
export type FrameRole = 'call' | 'waiting' | 'root' | 'idle' | 'gc' | 'program';

export interface FlameFrame {
  readonly name: string;
  /** As V8 wrote it, or the file that a source map names; empty for built-ins. */
  readonly url: string;
  /** 1-based; null when unknown. */
  readonly line: number | null;
  readonly column: number | null;
  readonly role: FrameRole;
  readonly category: FrameCategory;
  /** npm package of a dependency, else null. */
  readonly packageName: string | null;
  /** Where it stood in what ran; only where a source map says that it was written elsewhere. */
  readonly compiled?: { readonly url: string; readonly line: number | null; readonly column: number | null };
}
