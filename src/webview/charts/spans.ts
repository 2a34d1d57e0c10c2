/** Stretches of time behind the lines of a chart: drawn as bands, named by the tooltip, chosen by a click. */
import type { Chart, Plugin } from 'chart.js';
import { token } from '../theme.ts';

export interface Spans {
  readonly label: string;
  /** A token such as `--vscode-errorForeground`. */
  readonly colour: string;
  readonly items: readonly Span[];
  chosen(index: number): void;
}

export interface Span {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
}

/** A stall of 50 ms in a minute is less than a pixel wide. */
const leastWidthPx = 2;
/** Around a span, so that the pointer finds a narrow one. */
export const reachPx = 4;

const bandAlpha = 0.3;

export const spansPlugin = ({ items, colour }: Spans): Plugin<'line'> => ({
  id: 'spans',
  beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
    const axis = scales['x'];
    if (!axis) return;
    ctx.save();
    ctx.fillStyle = `color-mix(in srgb, ${token(colour)} ${bandAlpha * 100}%, transparent)`;
    for (const { startMs, endMs } of items) {
      const left = axis.getPixelForValue(startMs);
      const width = Math.max(leastWidthPx, axis.getPixelForValue(endMs) - left);
      ctx.fillRect(left, chartArea.top, width, chartArea.bottom - chartArea.top);
    }
    ctx.restore();
  },
});

/** The span at a time, the nearest within reach; -1 for none. */
export function spanAt(items: readonly Span[], atMs: number, reachMs: number): number {
  let nearest = -1;
  let distance = reachMs;
  items.forEach(({ startMs, endMs }, index) => {
    const away = Math.max(startMs - atMs, atMs - endMs, 0);
    if (away > distance || (away === distance && nearest >= 0)) return;
    nearest = index;
    distance = away;
  });
  return nearest;
}

/** The span under a point of the chart; -1 for none. */
export function spanAtPixel(chart: Chart<'line', { x: number; y: number }[]>, { items }: Spans, x: number): number {
  const axis = chart.scales['x'];
  if (!axis) return -1;
  const timeAt = (pixel: number) => axis.getValueForPixel(pixel) ?? 0;
  return spanAt(items, timeAt(x), timeAt(x + reachPx) - timeAt(x));
}
