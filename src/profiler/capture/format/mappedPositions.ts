/** Positions in what ran and, where a source map is known, in what the developer wrote: asked and answered in one go. */

export interface ScriptPositions {
  /** Url as V8 wrote it. */
  readonly script: string;
  /** Pairs of line and column, both from 1. */
  readonly positions: readonly number[];
  /** Whole lines, from 1: V8's ticks know no columns. */
  readonly lines: readonly number[];
}

/** Of a script that has a map. */
export interface MappedScript {
  readonly script: string;
  /** Paths of the original files. */
  readonly sources: readonly string[];
  /** For each position its source (-1: the map does not say), line and column, both from 1. */
  readonly positions: readonly number[];
  /** For each position what the map calls it; null when it does not say. */
  readonly names: readonly (string | null)[];
  /** For each line its source (-1: unknown, or code of several places) and line. */
  readonly lines: readonly number[];
}
