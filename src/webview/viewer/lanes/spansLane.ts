/** A lane of stretches with names: stalls of the event loop, and the program's own measures, in rows that do not overlap. */
import { cssPixels } from './drawing.ts';
import type { Lane, LaneColour, LaneMark, LaneScene, LaneSummary, TimeSpan } from './lane.ts';
import { packRows } from './packRows.ts';
import { leastMarkPx, nearestMark } from './seriesLane.ts';

export interface NamedSpan extends LaneMark {
  readonly name: string;
  readonly colour: LaneColour;
}

export interface SpansLaneOptions {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly spans: readonly NamedSpan[];
  readonly mostRows: number;
  summaries(range: TimeSpan): readonly LaneSummary[];
}

const rowPx = 16;
const gapPx = 2;
/** Below it a name says nothing. */
const leastLabelPx = 28;
const fontPx = 11;
/** Of the colour, in the background: text in the foreground's colour stays readable on it. */
const fillPercent = 45;

export function createSpansLane(options: SpansLaneOptions): Lane {
  const rows = packRows(options.spans, options.mostRows);
  const spansAt = (atMs: number) => options.spans.filter(({ startMs, endMs }) => startMs <= atMs && atMs <= endMs);
  return {
    id: options.id,
    name: options.name,
    hint: options.hint,
    heightPx: Math.max(1, rows.length) * rowPx + gapPx,
    scale: null,
    legend: [],
    draw: (scene) => rows.forEach((row, at) => drawRow(scene, row, at)),
    valuesAt: (atMs) =>
      spansAt(atMs)
        .slice(0, mostInTooltip)
        .map(({ name, text, colour }) => ({ label: name, text, colour })),
    briefAt: (atMs) => {
      const [first, ...others] = spansAt(atMs);
      if (!first) return '';
      return others.length === 0 ? first.name : `${first.name} and ${others.length} more`;
    },
    markAt: (atMs, reachMs, yPx) => nearestMark(rows[Math.floor(yPx / rowPx)] ?? [], atMs, reachMs),
    summaries: options.summaries,
  };
}

const mostInTooltip = 4;

function drawRow(scene: LaneScene, row: readonly NamedSpan[], at: number): void {
  const { canvas, theme, view, toPixel } = scene;
  const { context } = canvas;
  const px = cssPixels(scene);
  const [top, height] = [px(at * rowPx + gapPx), px(rowPx - gapPx)];
  const line = Math.max(1, Math.round(canvas.ratio()));
  context.font = `${fontPx * canvas.ratio()}px ${theme.font}`;
  context.textBaseline = 'middle';
  for (const { startMs, endMs, colour, name } of row) {
    if (endMs < view.startMs || startMs > view.endMs) continue;
    const left = Math.max(-line, Math.round(toPixel(startMs)));
    const width = Math.max(px(leastMarkPx), Math.min(canvas.element.width + line, Math.round(toPixel(endMs))) - left);
    const fill = theme.colour(colour);
    // In high contrast the name needs the plain background: the colour is the frame.
    context.fillStyle = theme.isHighContrast
      ? theme.background
      : `color-mix(in srgb, ${fill} ${fillPercent}%, ${theme.background})`;
    context.fillRect(left, top, width, height);
    if (theme.isHighContrast) {
      context.strokeStyle = fill;
      context.lineWidth = 2 * line;
      context.strokeRect(left + line, top + line, Math.max(0, width - 2 * line), height - 2 * line);
    }
    if (width < px(leastLabelPx)) continue;
    context.save();
    context.beginPath();
    context.rect(left, top, width - px(gapPx), height);
    context.clip();
    context.fillStyle = theme.foreground;
    context.fillText(name, Math.max(0, left) + px(4), top + height / 2 + line / 2);
    context.restore();
  }
}
