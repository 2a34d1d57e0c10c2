/** A lane of stretches with names: stalls of the event loop, and the program's own measures, in rows that do not overlap. */
import { cssPixels } from './drawing.ts';
import type { Lane, LaneColour, LaneMark, LaneScene, LaneSummary, TimeSpan } from './lane.ts';
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

export function createSpansLane(options: SpansLaneOptions): Lane {
  const rows = packRows(options.spans, options.mostRows);
  return {
    id: options.id,
    name: options.name,
    hint: options.hint,
    heightPx: Math.max(1, rows.length) * rowPx + gapPx,
    scale: null,
    legend: [],
    draw: (scene) => rows.forEach((row, at) => drawRow(scene, row, at)),
    valuesAt: (atMs) =>
      options.spans
        .filter(({ startMs, endMs }) => startMs <= atMs && atMs <= endMs)
        .slice(0, mostInTooltip)
        .map(({ name, text, colour }) => ({ label: name, text, colour })),
    markAt: (atMs, reachMs, yPx) => nearestMark(rows[Math.floor(yPx / rowPx)] ?? [], atMs, reachMs),
    summaries: options.summaries,
  };
}

const mostInTooltip = 4;

/** Each into the first row that is free; what finds none lies over the last. */
export function packRows<S extends TimeSpan>(spans: readonly S[], mostRows: number): S[][] {
  const rows: S[][] = [];
  for (const span of [...spans].sort((a, b) => a.startMs - b.startMs || b.endMs - a.endMs)) {
    const free = rows.find((row) => (row.at(-1)?.endMs ?? -Infinity) <= span.startMs);
    if (free) free.push(span);
    else if (rows.length < mostRows) rows.push([span]);
    else rows.at(-1)?.push(span);
  }
  return rows;
}

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
    context.fillStyle = `color-mix(in srgb, ${fill} ${theme.isHighContrast ? 100 : 55}%, ${theme.background})`;
    context.fillRect(left, top, width, height);
    if (theme.border !== null) {
      context.strokeStyle = theme.border;
      context.lineWidth = line;
      context.strokeRect(left + line / 2, top + line / 2, Math.max(0, width - line), height - line);
    }
    if (width < px(leastLabelPx) || theme.isHighContrast) continue;
    context.save();
    context.beginPath();
    context.rect(left, top, width - px(gapPx), height);
    context.clip();
    context.fillStyle = theme.foreground;
    context.fillText(name, Math.max(0, left) + px(4), top + height / 2 + line / 2);
    context.restore();
  }
}
