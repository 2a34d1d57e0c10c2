/** A lane of values over time: areas on top of each other, or lines. */
import { cssPixels } from './drawing.ts';
import type { Lane, LaneColour, LaneMark, LaneScene, LaneSummary, LaneValue, TimeSpan } from './lane.ts';
import { meanIn, peakIn, stepAt, stepStart, valueAt, type Steps } from './steps.ts';

export interface Series {
  readonly label: string;
  readonly colour: LaneColour;
  readonly steps: Steps;
}

export interface SeriesLaneOptions {
  readonly id: string;
  readonly name: string;
  readonly hint: string;
  readonly heightPx: number;
  readonly shape: 'areas' | 'lines';
  /** Each with the same stretches. Of lines, the first stands for the lane where there is room for one value. */
  readonly series: readonly Series[];
  /** Drawn as a line above the areas, and named in the summary. */
  readonly total?: Series;
  readonly limit?: { readonly label: string; readonly value: number };
  readonly format: (value: number) => string;
  readonly marks?: readonly LaneMark[];
  readonly marksColour?: LaneColour;
}

/** Above the largest value. */
const headroom = 1.08;

export function createSeriesLane(options: SeriesLaneOptions): Lane {
  const { series, total, limit, format, marks = [] } = options;
  const most = Math.max(mostOf(options), limit?.value ?? 0, Number.MIN_VALUE) * headroom;
  const scale = most / headroom;
  const named = total ? [total, ...series] : series;
  return {
    id: options.id,
    name: options.name,
    hint: options.hint,
    heightPx: options.heightPx,
    scale: format(scale),
    legend: series.map(({ label, colour }) => ({ label, colour })),
    draw: (scene) => {
      if (options.shape === 'areas') drawAreas(scene, series, most);
      else for (const one of series) drawLine(scene, one, most, false);
      if (total) drawLine(scene, total, most, true);
      if (limit) drawLimit(scene, limit.value / most);
      if (options.marksColour) drawMarks(scene, marks, options.marksColour);
    },
    valuesAt: (atMs) =>
      named.flatMap(({ label, colour, steps }): LaneValue[] => {
        const value = valueAt(steps, atMs);
        return value === null ? [] : [{ label, colour, text: format(value) }];
      }),
    briefAt: (atMs) => {
      const values = series.map(({ steps }) => valueAt(steps, atMs)).filter((value) => value !== null);
      const value = options.shape === 'areas' ? values.reduce((sum, one) => sum + one, 0) : (values[0] ?? 0);
      return value > 0 ? format(value) : '';
    },
    markAt: (atMs, reachMs) => nearestMark(marks, atMs, reachMs),
    summaries: (range) => named.map(({ label, steps }) => summarise(label, steps, range, format)),
  };
}

const summarise = (label: string, steps: Steps, range: TimeSpan, format: (value: number) => string): LaneSummary => {
  const [mean, peak] = [meanIn(steps, range), peakIn(steps, range)];
  return { label, mean: mean === null ? '–' : format(mean), peak: peak === null ? '–' : format(peak) };
};

function mostOf({ series, total, shape }: SeriesLaneOptions): number {
  const peaks = [...(shape === 'lines' ? series : []), ...(total ? [total] : [])].flatMap(({ steps }) => [
    steps.peaks.reduce((most, one) => Math.max(most, one), 0),
  ]);
  if (shape === 'lines') return Math.max(...peaks);
  let most = Math.max(0, ...peaks);
  const length = series[0]?.steps.values.length ?? 0;
  for (let at = 0; at < length; at++)
    most = Math.max(
      most,
      series.reduce((sum, { steps }) => sum + (steps.values[at] ?? 0), 0),
    );
  return most;
}

function drawAreas(scene: LaneScene, series: readonly Series[], most: number): void {
  const { canvas, theme, toPixel } = scene;
  const { context, element } = canvas;
  const first = series[0]?.steps;
  if (!first) return;
  const [from, to] = visibleSteps(scene, first);
  const bases = new Float64Array(Math.max(0, to - from));
  for (const { steps, colour } of series) {
    const top = (at: number) => ((bases[at - from] as number) + (steps.values[at] as number)) / most;
    context.beginPath();
    for (let at = from; at < to; at++) {
      const y = element.height * (1 - top(at));
      context.lineTo(toPixel(stepStart(steps, at)), y);
      context.lineTo(toPixel(steps.endMs[at] as number), y);
    }
    for (let at = to - 1; at >= from; at--) {
      const y = element.height * (1 - (bases[at - from] as number) / most);
      context.lineTo(toPixel(steps.endMs[at] as number), y);
      context.lineTo(toPixel(stepStart(steps, at)), y);
    }
    context.fillStyle = theme.colour(colour);
    context.fill();
    if (theme.border !== null) {
      context.strokeStyle = theme.border;
      context.lineWidth = Math.max(1, Math.round(canvas.ratio()));
      context.stroke();
    }
    for (let at = from; at < to; at++) bases[at - from] = (bases[at - from] as number) + (steps.values[at] as number);
  }
}

/** Peaks: flat over each stretch, or from reading to reading. */
function drawLine(scene: LaneScene, { steps, colour }: Series, most: number, isFlat: boolean): void {
  const { canvas, theme, toPixel } = scene;
  const { context, element } = canvas;
  const [from, to] = visibleSteps(scene, steps);
  context.beginPath();
  for (let at = from; at < to; at++) {
    const y = element.height * (1 - (steps.peaks[at] as number) / most);
    if (isFlat) context.lineTo(toPixel(stepStart(steps, at)), y);
    context.lineTo(toPixel(steps.endMs[at] as number), y);
  }
  context.strokeStyle = theme.colour(colour);
  context.lineWidth = Math.max(1, (isFlat ? 1 : 1.5) * canvas.ratio());
  context.stroke();
}

/** With one more on both sides, so that lines reach the edges. */
function visibleSteps({ view }: LaneScene, steps: Steps): [number, number] {
  const count = steps.values.length;
  return [Math.max(0, stepAt(steps, view.startMs) - 1), Math.min(count, stepAt(steps, view.endMs) + 2)];
}

function drawLimit({ canvas, theme }: LaneScene, share: number): void {
  const { context, element } = canvas;
  const line = Math.max(1, Math.round(canvas.ratio()));
  const y = Math.round(element.height * (1 - share)) + line / 2;
  context.save();
  context.setLineDash([4 * canvas.ratio(), 4 * canvas.ratio()]);
  context.strokeStyle = theme.quiet;
  context.lineWidth = line;
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(element.width, y);
  context.stroke();
  context.restore();
}

/** Ticks at the top edge. */
const markHeightPx = 5;
export const leastMarkPx = 2;

function drawMarks(scene: LaneScene, marks: readonly LaneMark[], colour: LaneColour): void {
  const { canvas, theme, view, toPixel } = scene;
  const px = cssPixels(scene);
  canvas.context.fillStyle = theme.colour(colour);
  for (const { startMs, endMs } of marks) {
    if (endMs < view.startMs || startMs > view.endMs) continue;
    const left = Math.round(toPixel(startMs));
    canvas.context.fillRect(left, 0, Math.max(px(leastMarkPx), Math.round(toPixel(endMs)) - left), px(markHeightPx));
  }
}

/** The longest of those at a moment; else the nearest within reach. */
export function nearestMark(marks: readonly LaneMark[], atMs: number, reachMs: number): LaneMark | null {
  let best: { mark: LaneMark; away: number } | null = null;
  for (const mark of marks) {
    const away = Math.max(mark.startMs - atMs, atMs - mark.endMs, 0);
    if (away > reachMs) continue;
    const isBetter =
      best === null ||
      away < best.away ||
      (away === best.away && mark.endMs - mark.startMs > best.mark.endMs - best.mark.startMs);
    if (isBetter) best = { mark, away };
  }
  return best?.mark ?? null;
}
