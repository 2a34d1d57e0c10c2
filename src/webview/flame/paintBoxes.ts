/** Boxes onto a canvas, in device pixels: all fills of one colour together, labels last, since changes of state cost most. */
import type { BoxBuffer } from './visibleBoxes.ts';
import type { BoxColours } from './colours.ts';

export interface BoxStyle {
  readonly colours: readonly BoxColours[];
  /** Set in high contrast: boxes get a line around them. */
  readonly border: string | null;
  readonly rowHeight: number;
  readonly font: string;
  readonly charWidth: number;
  readonly padding: number;
}

/** A gap to the right of boxes of at least this many pixels, so that neighbours of one colour stay apart. */
const leastWidthWithGap = 3;

export interface BoxSource {
  /** Box → row of the palette. */
  shade(box: number): number;
  name(box: number): string;
}

/** `top` is the y of row 0, which lies above the canvas after scrolling. */
export function paintBoxes(
  context: CanvasRenderingContext2D,
  boxes: BoxBuffer,
  source: BoxSource,
  style: BoxStyle,
  top: number,
): void {
  const order = groupByShade(boxes, source, style.colours.length);
  const { rowHeight, border } = style;
  const height = rowHeight - 1;
  let shade = -1;
  for (const at of order) {
    const next = source.shade(boxes.box[at] as number);
    if (next !== shade) {
      shade = next;
      context.fillStyle = (border === null ? style.colours[shade]?.fill : border) ?? '';
    }
    const width = boxes.width[at] as number;
    const y = top + (boxes.row[at] as number) * rowHeight;
    context.fillRect(boxes.x[at] as number, y, width >= leastWidthWithGap ? width - 1 : width, height);
  }
  if (border !== null) paintInsides(context, boxes, source, style, order, top);
  paintLabels(context, boxes, source, style, order, top);
}

function paintInsides(
  context: CanvasRenderingContext2D,
  boxes: BoxBuffer,
  source: BoxSource,
  style: BoxStyle,
  order: Uint32Array,
  top: number,
): void {
  for (const at of order) {
    const width = boxes.width[at] as number;
    if (width <= leastWidthWithGap) continue;
    context.fillStyle = style.colours[source.shade(boxes.box[at] as number)]?.fill ?? '';
    context.fillRect(
      (boxes.x[at] as number) + 1,
      top + (boxes.row[at] as number) * style.rowHeight + 1,
      width - 3,
      style.rowHeight - 3,
    );
  }
}

function paintLabels(
  context: CanvasRenderingContext2D,
  boxes: BoxBuffer,
  source: BoxSource,
  style: BoxStyle,
  order: Uint32Array,
  top: number,
): void {
  const { charWidth, padding, rowHeight } = style;
  const leastWidth = 3 * charWidth + 2 * padding;
  context.font = style.font;
  context.textBaseline = 'middle';
  let shade = -1;
  for (const at of order) {
    const width = boxes.width[at] as number;
    if (width < leastWidth) continue;
    const box = boxes.box[at] as number;
    const next = source.shade(box);
    if (next !== shade) {
      shade = next;
      context.fillStyle = style.colours[shade]?.text ?? '';
    }
    const label = clipLabel(source.name(box), Math.floor((width - 2 * padding) / charWidth));
    context.fillText(
      label,
      (boxes.x[at] as number) + padding,
      top + (boxes.row[at] as number) * rowHeight + rowHeight / 2,
    );
  }
}

/** The name, cut to a number of characters with an ellipsis. */
export const clipLabel = (name: string, characters: number): string =>
  name.length <= characters ? name : `${name.slice(0, Math.max(0, characters - 1))}…`;

/** Positions in the buffer, sorted by shade in two passes. */
export function groupByShade(boxes: BoxBuffer, source: BoxSource, shades: number): Uint32Array {
  const next = new Uint32Array(shades + 1);
  for (let at = 0; at < boxes.count; at++) {
    const slot = source.shade(boxes.box[at] as number) + 1;
    next[slot] = (next[slot] as number) + 1;
  }
  for (let slot = 1; slot <= shades; slot++) next[slot] = (next[slot] as number) + (next[slot - 1] as number);
  const order = new Uint32Array(boxes.count);
  for (let at = 0; at < boxes.count; at++) {
    const shade = source.shade(boxes.box[at] as number);
    const place = next[shade] as number;
    order[place] = at;
    next[shade] = place + 1;
  }
  return order;
}
