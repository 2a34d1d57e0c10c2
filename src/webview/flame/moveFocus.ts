/** Which box the arrow keys go to. */
import type { FlameIntervals } from './intervals.ts';
import { boxAt } from './visibleBoxes.ts';
import { firstStartingAt } from './flameModel.ts';

export interface FocusedBox {
  readonly row: number;
  readonly box: number;
}

export type Move = 'caller' | 'callee' | 'previous' | 'next';

/** The neighbour in that direction; the box itself where there is none. */
export function moveFocus(intervals: FlameIntervals, focus: FocusedBox, move: Move): FocusedBox {
  const { rowStart, start, end } = intervals;
  const { row, box } = focus;
  switch (move) {
    case 'caller': {
      const caller = boxAt(intervals, row - 1, start[box] ?? 0);
      return caller < 0 ? focus : { row: row - 1, box: caller };
    }
    case 'callee': {
      if (row + 2 >= rowStart.length) return focus;
      const last = rowStart[row + 2] ?? 0;
      const callee = firstStartingAt(start, rowStart[row + 1] ?? 0, last, start[box] ?? 0);
      return callee < last && (start[callee] ?? 0) < (end[box] ?? 0) ? { row: row + 1, box: callee } : focus;
    }
    case 'previous':
      return box > (rowStart[row] ?? 0) ? { row, box: box - 1 } : focus;
    case 'next':
      return box + 1 < (rowStart[row + 1] ?? 0) ? { row, box: box + 1 } : focus;
  }
}
