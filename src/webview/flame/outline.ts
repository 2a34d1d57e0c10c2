/** The outline of stacks in little: in high contrast its fills are too dark, or too light, to tell depth by. Pure. */
import type { BoxBuffer } from './visibleBoxes.ts';

/** Column of pixels → how many rows of boxes reach it; 0 where there is none. */
export function depthOfColumns(
  boxes: Pick<BoxBuffer, 'count' | 'x' | 'width' | 'row'>,
  widthPixels: number,
): Int32Array {
  const depths = new Int32Array(widthPixels);
  for (let at = 0; at < boxes.count; at++) {
    const left = boxes.x[at]!;
    const depth = boxes.row[at]! + 1;
    const right = Math.min(widthPixels, left + boxes.width[at]!);
    for (let x = left; x < right; x++) if (depth > depths[x]!) depths[x] = depth;
  }
  return depths;
}

export interface Stroke {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line below the deepest row of each stack, and one down each step from one depth to the next. */
export function outlineOf(depths: Int32Array, rowHeight: number, line: number): Stroke[] {
  const strokes: Stroke[] = [];
  for (let from = 0; from < depths.length;) {
    const depth = depths[from]!;
    let to = from + 1;
    while (to < depths.length && depths[to] === depth) to++;
    if (depth > 0) strokes.push({ x: from, y: depth * rowHeight - line, width: to - from, height: line });
    const before = from > 0 ? depths[from - 1]! : 0;
    const [upper, lower] = before < depth ? [before, depth] : [depth, before];
    if (lower > upper)
      strokes.push({ x: from, y: upper * rowHeight, width: line, height: (lower - upper) * rowHeight });
    from = to;
  }
  return strokes;
}
