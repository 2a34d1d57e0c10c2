/** Drawing that lanes share: the grid of the common time axis, areas on top of each other, lines and marks. */
import { axisLabel, axisTicks } from '../../flame/timeAxis.ts';
import type { LaneScene } from './lane.ts';

/** Room for "1234.5 ms" and air. */
const axisLabelPx = 96;
const fontPx = 11;
const labelPaddingPx = 4;
const microsPerMs = 1000;

/** CSS pixels to whole device pixels. */
export const cssPixels =
  ({ canvas }: Pick<LaneScene, 'canvas'>) =>
  (css: number): number =>
    Math.round(css * canvas.ratio());

export function clear({ canvas: { context, element } }: LaneScene): void {
  context.clearRect(0, 0, element.width, element.height);
}

/** Lines at round times; the axis has their labels as well. */
export function drawGrid(scene: LaneScene, withLabels: boolean): void {
  const { canvas, theme, view, toPixel } = scene;
  const { context, element } = canvas;
  const ratio = canvas.ratio();
  const [from, to] = [view.startMs * microsPerMs, view.endMs * microsPerMs];
  const ticks = axisTicks(from, to, Math.max(1, element.width / (axisLabelPx * ratio)));
  const step = ticks.length > 1 ? (ticks[1] ?? 0) - (ticks[0] ?? 0) : to - from;
  context.font = `${fontPx * ratio}px ${theme.font}`;
  context.textBaseline = 'middle';
  for (const tick of ticks) {
    const x = Math.round(toPixel(tick / microsPerMs));
    context.fillStyle = theme.line;
    context.fillRect(x, 0, Math.max(1, Math.round(ratio)), element.height);
    if (!withLabels) continue;
    context.fillStyle = theme.quiet;
    context.fillText(axisLabel(tick, step), x + labelPaddingPx * ratio, element.height / 2);
  }
}
