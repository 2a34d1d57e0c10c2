/**
 * Boxes that a search finds, in the order in which a picture is read: from left to right, a caller before what it calls.
 * Each row keeps its own, so that nothing is sorted: millions of boxes are found in one pass, and a step costs a look into
 * each row.
 */
import { rowsOf, type FlameIntervals } from '../../flame/intervals.ts';
import type { FocusedBox } from '../../flame/moveFocus.ts';

export interface BoxPosition {
  readonly start: number;
  readonly row: number;
}

export interface FoundBoxes {
  readonly count: number;
  /** The first behind a place; null where there is none. */
  next(from: BoxPosition): FocusedBox | null;
  /** The last before it. */
  previous(from: BoxPosition): FocusedBox | null;
  /** How many come before it. */
  before(from: BoxPosition): number;
}

/** `within`: ticks that a box has to reach into; null for the whole picture. */
export function findBoxes(
  { rowStart, start, end, frame }: FlameIntervals,
  isMatch: Uint8Array,
  within: { readonly start: number; readonly end: number } | null = null,
): FoundBoxes {
  const rows = rowStart.length - 1;
  const firstOfRow = new Uint32Array(rows + 1);
  const isFound = (box: number) =>
    isMatch[frame[box]!] === 1 && (within === null || (start[box]! < within.end && end[box]! > within.start));
  let count = 0;
  for (let row = 0; row < rows; row++) {
    for (let box = rowStart[row]!; box < rowStart[row + 1]!; box++) if (isFound(box)) count++;
    firstOfRow[row + 1] = count;
  }
  const boxes = new Uint32Array(count);
  for (let box = 0, filled = 0; filled < count; box++) if (isFound(box)) boxes[filled++] = box;

  /** The first of a row that comes after the place, or is there itself when `inclusive`. */
  const firstAfter = (row: number, from: BoxPosition, inclusive: boolean): number => {
    const isHere = row === from.row ? inclusive : row > from.row;
    let low = firstOfRow[row]!;
    let high = firstOfRow[row + 1]!;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = start[boxes[middle]!]!;
      if (at < from.start || (at === from.start && !isHere)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    count,
    next: (from) => {
      let found: FocusedBox | null = null;
      for (let row = 0; row < rows; row++) {
        const at = firstAfter(row, from, false);
        if (at >= firstOfRow[row + 1]!) continue;
        const box = boxes[at]!;
        if (found === null || start[box]! < start[found.box]!) found = { row, box };
      }
      return found;
    },
    previous: (from) => {
      let found: FocusedBox | null = null;
      for (let row = 0; row < rows; row++) {
        const at = firstAfter(row, from, true) - 1;
        if (at < firstOfRow[row]!) continue;
        const box = boxes[at]!;
        if (found === null || start[box]! >= start[found.box]!) found = { row, box };
      }
      return found;
    },
    before: (from) => {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += firstAfter(row, from, true) - firstOfRow[row]!;
      return sum;
    },
  };
}

/** Before and behind everything, to begin from. */
export const beforeAll: BoxPosition = { start: -1, row: -1 };
export const behindAll = (intervals: FlameIntervals): BoxPosition => ({ start: Infinity, row: rowsOf(intervals) });
