/** Which box the arrow keys go to. */
import type { FlameIntervals } from './intervals.ts';
import { boxAt, firstStartingAt } from './visibleBoxes.ts';

export interface FocusedBox {
  readonly row: number;
  readonly box: number;
}

export type Move = 'above' | 'below' | 'previous' | 'next';

/** The neighbour in that direction; the box itself where there is none. */
export function moveFocus(intervals: FlameIntervals, focus: FocusedBox, move: Move): FocusedBox {
  const { rowStart } = intervals;
  const { row, box } = focus;
  switch (move) {
    case 'above':
      return inRow(intervals, focus, row - 1);
    case 'below':
      return inRow(intervals, focus, row + 1);
    case 'previous':
      return box > (rowStart[row] ?? 0) ? { row, box: box - 1 } : focus;
    case 'next':
      return box + 1 < (rowStart[row + 1] ?? 0) ? { row, box: box + 1 } : focus;
  }
}

/** The box that holds the whole of this one, or the first that it holds: callers may stand above or below. */
function inRow(intervals: FlameIntervals, focus: FocusedBox, row: number): FocusedBox {
  const { rowStart, start, end } = intervals;
  if (row < 0 || row + 1 >= rowStart.length) return focus;
  const from = start[focus.box] ?? 0;
  const to = end[focus.box] ?? 0;
  const holder = boxAt(intervals, row, from);
  if (holder >= 0 && (end[holder] ?? 0) > from) return { row, box: holder };
  const last = rowStart[row + 1] ?? 0;
  const held = firstStartingAt(start, rowStart[row] ?? 0, last, from);
  return held < last && (start[held] ?? 0) < to ? { row, box: held } : focus;
}
