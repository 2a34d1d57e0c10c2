/** The overview above a chart: all of it in little, and which part of it the chart shows. */
import { pixelView, type DrawnScene } from './drawFlame.ts';
import { rowsOf } from './intervals.ts';
import { depthOfColumns, outlineOf } from './outline.ts';
import { collectRow } from './visibleBoxes.ts';

/** The chosen stretch lies as a bar along the top. */
const rangeHeightCss = 3;

interface OverviewScene extends DrawnScene {
  /** The overview without the window on it, drawn once a size and theme. */
  readonly picture: HTMLCanvasElement;
  readonly stale: boolean;
  readonly totalTicks: number;
}

export function drawOverview(scene: OverviewScene): void {
  const { canvas, picture, window, range, totalTicks, theme } = scene;
  const { element, context } = canvas;
  if (scene.stale) drawOverviewPicture(scene);
  context.clearRect(0, 0, element.width, element.height);
  if (picture.width > 0 && picture.height > 0) context.drawImage(picture, 0, 0);
  const toPixel = (tick: number) => Math.round((tick / totalTicks) * element.width);
  const line = Math.max(1, Math.round(canvas.ratio()));
  if (range) {
    context.fillStyle = theme.focus;
    const from = toPixel(range.start);
    context.fillRect(from, 0, Math.max(line, toPixel(range.end) - from), rangeHeightCss * line);
  }
  const left = toPixel(window.start);
  const right = toPixel(window.end);
  if (left <= 0 && right >= element.width) return;
  context.fillStyle = `color-mix(in srgb, ${theme.background} 72%, transparent)`;
  context.fillRect(0, 0, left, element.height);
  context.fillRect(right, 0, element.width - right, element.height);
  context.fillStyle = theme.focus;
  context.fillRect(left, 0, line, element.height);
  context.fillRect(Math.max(left + line, right - line), 0, line, element.height);
}

function drawOverviewPicture({ canvas, picture, model, source, theme, boxes, totalTicks }: OverviewScene): void {
  const { element } = canvas;
  picture.width = element.width;
  picture.height = element.height;
  const context = picture.getContext('2d');
  if (!context) return;
  const rows = rowsOf(model.intervals);
  // Thin rows keep the outline of deep stacks; what does not fit below is cut off.
  const rowHeight = Math.max(
    1,
    Math.min(Math.round(4 * canvas.ratio()), Math.floor(element.height / Math.max(1, rows))),
  );
  const view = pixelView({ start: 0, end: totalTicks }, element.width);
  boxes.count = 0;
  for (let row = 0; row < rows && row * rowHeight < element.height; row++)
    collectRow(model.intervals, row, view, boxes);
  for (let at = 0; at < boxes.count; at++) {
    context.fillStyle = theme.colours[source.shade(boxes.box[at] as number)]?.fill ?? '';
    context.fillRect(
      boxes.x[at] as number,
      (boxes.row[at] as number) * rowHeight,
      boxes.width[at] as number,
      rowHeight,
    );
  }
  if (theme.border !== null) {
    context.fillStyle = theme.border;
    const line = Math.max(1, Math.round(canvas.ratio()));
    for (const { x, y, width, height } of outlineOf(depthOfColumns(boxes, element.width), rowHeight, line))
      context.fillRect(x, y, width, height);
  }
}
