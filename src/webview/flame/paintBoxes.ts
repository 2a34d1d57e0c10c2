/**
 * Boxes onto a canvas, in device pixels. The fills of a row go into one line of pixels, which is then drawn as tall as
 * the row: the cost depends on the width of the view and not on the number of boxes. 80,000 boxes of one pixel take
 * 5 ms this way and 55 ms with a fillRect each. Labels come last, since changes of state cost most.
 */
import type { BoxColours } from './colours.ts';
import type { BoxBuffer } from './visibleBoxes.ts';

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

/** Rows `firstRow` to `lastRow` of the buffer; `top` is the y of row 0, which lies above the canvas after scrolling. */
export interface Placement {
  readonly top: number;
  readonly firstRow: number;
  readonly lastRow: number;
  readonly widthPixels: number;
}

export function paintBoxes(
  context: CanvasRenderingContext2D,
  boxes: BoxBuffer,
  source: BoxSource,
  style: BoxStyle,
  placement: Placement,
): void {
  paintFills(context, boxes, source, style, placement);
  if (style.border !== null) paintBorders(context, boxes, style.border, style.rowHeight, placement.top);
  paintLabels(context, boxes, source, style, placement.top);
}

let strips: { canvas: OffscreenCanvas; image: ImageData } | null = null;

/** A transparent picture with a line of pixels for each row; kept from drawing to drawing while its size stays. */
function emptyStrips(width: number, height: number) {
  if (strips?.image.width === width && strips.image.height === height) strips.image.data.fill(0);
  else strips = { canvas: new OffscreenCanvas(width, height), image: new ImageData(width, height) };
  return strips;
}

function paintFills(
  context: CanvasRenderingContext2D,
  boxes: BoxBuffer,
  source: BoxSource,
  style: BoxStyle,
  { top, firstRow, lastRow, widthPixels }: Placement,
): void {
  if (lastRow <= firstRow || widthPixels <= 0) return;
  const { canvas, image } = emptyStrips(widthPixels, lastRow - firstRow);
  const pixels = new Uint32Array(image.data.buffer);
  for (let at = 0; at < boxes.count; at++) {
    const width = boxes.width[at] as number;
    const left = ((boxes.row[at] as number) - firstRow) * widthPixels + (boxes.x[at] as number);
    const pixel = style.colours[source.shade(boxes.box[at] as number)]?.pixel ?? 0;
    if (width === 1) pixels[left] = pixel;
    else pixels.fill(pixel, left, left + (width >= leastWidthWithGap ? width - 1 : width));
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  const { rowHeight } = style;
  for (let row = firstRow; row < lastRow; row++)
    context.drawImage(canvas, 0, row - firstRow, widthPixels, 1, 0, top + row * rowHeight, widthPixels, rowHeight - 1);
}

function paintBorders(
  context: CanvasRenderingContext2D,
  boxes: BoxBuffer,
  border: string,
  rowHeight: number,
  top: number,
): void {
  context.strokeStyle = border;
  context.lineWidth = 1;
  for (let at = 0; at < boxes.count; at++) {
    const width = boxes.width[at] as number;
    if (width <= leastWidthWithGap) continue;
    const y = top + (boxes.row[at] as number) * rowHeight;
    context.strokeRect((boxes.x[at] as number) + 0.5, y + 0.5, width - 2, rowHeight - 2);
  }
}

function paintLabels(
  context: CanvasRenderingContext2D,
  boxes: BoxBuffer,
  source: BoxSource,
  style: BoxStyle,
  top: number,
): void {
  const { charWidth, padding, rowHeight, colours } = style;
  const leastWidth = 3 * charWidth + 2 * padding;
  context.font = style.font;
  context.textBaseline = 'middle';
  for (let at = 0; at < boxes.count; at++) {
    const width = boxes.width[at] as number;
    if (width < leastWidth) continue;
    const box = boxes.box[at] as number;
    context.fillStyle = colours[source.shade(box)]?.text ?? '';
    const label = clipLabel(source.name(box), Math.floor((width - 2 * padding) / charWidth));
    const y = top + (boxes.row[at] as number) * rowHeight + rowHeight / 2;
    context.fillText(label, (boxes.x[at] as number) + padding, y);
  }
}

/** The name, cut to a number of characters with an ellipsis. */
export const clipLabel = (name: string, characters: number): string =>
  name.length <= characters ? name : `${name.slice(0, Math.max(0, characters - 1))}…`;
