import type { FlameIntervals } from './intervals.ts';
import { firstStartingAt } from './visibleBoxes.ts';

/** Time of one box in which none of its callees ran. */
export function selfTicksOfBox({ start, end, rowStart }: FlameIntervals, row: number, box: number): number {
  const from = start[box] ?? 0;
  const to = end[box] ?? 0;
  let self = to - from;
  if (row + 2 >= rowStart.length) return self;
  const last = rowStart[row + 2] ?? 0;
  let callee = firstStartingAt(start, rowStart[row + 1] ?? 0, last, from);
  for (; callee < last && (start[callee] ?? 0) < to; callee++) self -= (end[callee] ?? 0) - (start[callee] ?? 0);
  return self;
}
