/** Boxes in rows, as columns: what the drawing needs. */

/** Boxes of row r are `rowStart[r]` to `rowStart[r + 1]`; within a row sorted by start, never overlapping. */
export interface FlameIntervals {
  readonly rowStart: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Box → row of a table: of frames, or of whatever the boxes stand for. */
  readonly frame: Uint32Array;
}

export interface DrawnModel {
  readonly intervals: FlameIntervals;
  /** What a tick is worth: microseconds or bytes. */
  readonly weightPerTick: number;
  /** The full width. */
  readonly whole: number;
}

export const rowsOf = (intervals: FlameIntervals): number => intervals.rowStart.length - 1;
