/** One drawing of the chart. Geometry is in device pixels, so that edges never blur. */
import { axisHeightCss, rowHeightCss } from './chartSizes.ts';
import { axisTicks } from './timeAxis.ts';
import { valueLabel, type AxisUnit } from './valueAxis.ts';
import type { FlameTheme } from './flameTheme.ts';
import { rowsOf, type DrawnModel } from './intervals.ts';
import type { FocusedBox } from './moveFocus.ts';
import { paintBoxes, type BoxSource, type BoxStyle } from './paintBoxes.ts';
import type { SharpCanvas } from './sharpCanvas.ts';
import { collectRow, type BoxBuffer, type PixelView } from './visibleBoxes.ts';
import type { TimeWindow } from './viewport.ts';

const fontSizeCss = 11;
const labelPaddingCss = 4;
/** Room for "1234.5 ms" and air. */
const axisLabelCss = 96;

export interface DrawnScene {
  readonly canvas: SharpCanvas;
  readonly model: DrawnModel;
  readonly source: BoxSource;
  readonly theme: FlameTheme;
  readonly boxes: BoxBuffer;
  readonly axis: AxisUnit;
  readonly window: TimeWindow;
  /** The chosen stretch. */
  readonly range: TimeWindow | null;
}

interface MainScene extends DrawnScene {
  /** CSS pixels. */
  readonly scrollTop: number;
  readonly focus: FocusedBox | null;
  readonly hovered: FocusedBox | null;
}

/** Gives the number of boxes that were drawn. */
export function drawFlame(scene: MainScene): number {
  const { canvas, model, boxes, theme, window } = scene;
  const { element, context } = canvas;
  const ratio = canvas.ratio();
  const rowHeight = Math.max(1, Math.round(rowHeightCss * ratio));
  const axisHeight = Math.round(axisHeightCss * ratio);
  const top = axisHeight - Math.round(scene.scrollTop * ratio);
  const view = pixelView(window, element.width);
  context.clearRect(0, 0, element.width, element.height);
  drawGrid(scene, view, ratio);

  const firstRow = Math.max(0, Math.floor((axisHeight - top) / rowHeight));
  const lastRow = Math.min(rowsOf(model.intervals), Math.ceil((element.height - top) / rowHeight));
  boxes.count = 0;
  for (let row = firstRow; row < lastRow; row++) collectRow(model.intervals, row, view, boxes);
  context.save();
  context.beginPath();
  context.rect(0, axisHeight, element.width, element.height - axisHeight);
  context.clip();
  paintBoxes(context, boxes, scene.source, boxStyle(context, theme, ratio, rowHeight), {
    top,
    firstRow,
    lastRow,
    widthPixels: element.width,
  });
  if (scene.hovered)
    outline(scene, scene.hovered, view, {
      top,
      rowHeight,
      colour: theme.foreground,
      line: Math.max(1, Math.round(ratio)),
    });
  if (scene.focus)
    outline(scene, scene.focus, view, {
      top,
      rowHeight,
      colour: theme.focus,
      line: Math.max(2, Math.round(2 * ratio)),
    });
  context.restore();
  if (scene.range) shadeOutside(scene, scene.range, view);
  return boxes.count;
}

export const pixelView = (window: TimeWindow, widthPixels: number): PixelView => ({
  startTick: window.start,
  ticksPerPixel: (window.end - window.start) / Math.max(1, widthPixels),
  widthPixels,
});

// measureText costs as much as drawing; one character stands for all of a monospaced font.
let measured = { font: '', width: 0 };
function boxStyle(context: CanvasRenderingContext2D, theme: FlameTheme, ratio: number, rowHeight: number): BoxStyle {
  const font = `${fontSizeCss * ratio}px ${theme.fontFamily}`;
  if (measured.font !== font) {
    context.font = font;
    measured = { font, width: context.measureText('m').width };
  }
  return {
    colours: theme.colours,
    border: theme.border,
    rowHeight,
    font,
    charWidth: measured.width,
    padding: labelPaddingCss * ratio,
  };
}

/** Everything but the chosen stretch is paler, and its edges are lines. */
function shadeOutside({ canvas, theme }: DrawnScene, range: TimeWindow, view: PixelView): void {
  const { element, context } = canvas;
  const toPixel = (tick: number) => Math.round((tick - view.startTick) / view.ticksPerPixel);
  const left = Math.max(0, Math.min(toPixel(range.start), element.width));
  const right = Math.max(0, Math.min(toPixel(range.end), element.width));
  context.fillStyle = `color-mix(in srgb, ${theme.background} 65%, transparent)`;
  context.fillRect(0, 0, left, element.height);
  context.fillRect(right, 0, element.width - right, element.height);
  const line = Math.max(1, Math.round(canvas.ratio()));
  context.fillStyle = theme.focus;
  if (left > 0) context.fillRect(left - line, 0, line, element.height);
  if (right < element.width) context.fillRect(right, 0, line, element.height);
}

function drawGrid({ canvas, theme, window, model, axis }: DrawnScene, view: PixelView, ratio: number): void {
  const { context, element } = canvas;
  const from = window.start * model.weightPerTick;
  const to = window.end * model.weightPerTick;
  const ticks = axisTicks(from, to, Math.max(1, element.width / (axisLabelCss * ratio)));
  const step = ticks.length > 1 ? (ticks[1] ?? 0) - (ticks[0] ?? 0) : to - from;
  context.font = `${fontSizeCss * ratio}px ${theme.fontFamily}`;
  context.textBaseline = 'middle';
  for (const tick of ticks) {
    const x = Math.round((tick / model.weightPerTick - view.startTick) / view.ticksPerPixel);
    context.fillStyle = theme.line;
    context.fillRect(x, 0, Math.max(1, Math.round(ratio)), element.height);
    context.fillStyle = theme.quiet;
    context.fillText(valueLabel(tick, step, axis), x + labelPaddingCss * ratio, (axisHeightCss / 2) * ratio);
  }
}

interface Outline {
  readonly top: number;
  readonly rowHeight: number;
  readonly colour: string;
  readonly line: number;
}

function outline(
  { canvas, model }: DrawnScene,
  { row, box }: FocusedBox,
  view: PixelView,
  { top, rowHeight, colour, line }: Outline,
): void {
  const { context, element } = canvas;
  const toPixel = (tick: number) => Math.floor((tick - view.startTick) / view.ticksPerPixel);
  const left = Math.max(-line, toPixel(model.intervals.start[box] ?? 0));
  const right = Math.min(element.width + line, toPixel(model.intervals.end[box] ?? 0));
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(
    left + line / 2,
    top + row * rowHeight + line / 2,
    Math.max(line, right - left - 1 - line),
    rowHeight - 1 - line,
  );
}
