/** Calls a second by size: what was measured as points, the fitted law as a line. */
import type { ScalingFit, TrialModel, TrialResult } from '../../profiler/trialResult.ts';
import { axisTicks } from '../charts/axisTicks.ts';
import { scalingCurve } from '../charts/scaling.ts';
import { h, svg } from '../dom.ts';
import { formatCount, formatRate, formatShare } from '../format.ts';
import { sizeText, trialModelText } from './words.ts';

/** One a model: every size of it carries the same fit. */
export function createScalingCharts({ variants }: TrialResult): HTMLElement | null {
  const fits = new Map<TrialModel, ScalingFit>();
  for (const { model, scaling } of variants) if (scaling && !fits.has(model)) fits.set(model, scaling);
  if (fits.size === 0) return null;
  return h('div', { class: 'scaling-charts' }, ...[...fits].map(([model, fit]) => createScalingChart(model, fit)));
}

// The drawing's own coordinates; the style sheet scales it to the room there is.
const width = 420;
const height = 200;
const left = 46;
const right = 12;
const top = 10;
const bottom = 24;

function createScalingChart(model: TrialModel, fit: ScalingFit): HTMLElement {
  const sizes = [...new Set(fit.points.map(({ size }) => size))].sort((a, b) => a - b);
  const largest = sizes.at(-1) ?? 1;
  const curve = scalingCurve(fit);
  const most = Math.max(
    ...fit.points.map((point) => point.callsPerSecond),
    ...curve.map((point) => point.callsPerSecond),
  );
  const ticks = axisTicks(most, 4);
  const top100 = ticks.at(-1) ?? 1;
  const x = (size: number) => left + (largest > 1 ? (size - 1) / (largest - 1) : 0.5) * (width - left - right);
  const y = (rate: number) => height - bottom - (rate / top100) * (height - top - bottom);
  const line = curve.map((point) => `${x(point.size).toFixed(1)},${y(point.callsPerSecond).toFixed(1)}`).join(' ');
  const words = fit.points.map(({ size, callsPerSecond }) => `${size}: ${formatRate(callsPerSecond)}`).join(', ');
  return h(
    'figure',
    { class: 'scaling-chart' },
    h(
      'figcaption',
      {},
      h('h3', {}, `${trialModelText[model]} by size`),
      h('p', { class: 'muted' }, fitText(model, fit)),
    ),
    svg(
      'svg',
      { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': `Calls a second by size: ${words}` },
      ...ticks.map((tick) => svg('line', { class: 'grid', x1: left, x2: width - right, y1: y(tick), y2: y(tick) })),
      ...ticks.map((tick) =>
        svg('text', { class: 'tick', x: left - 6, y: y(tick) + 4, 'text-anchor': 'end' }, formatTick(tick)),
      ),
      ...labelled(sizes, x).map((size) =>
        svg('text', { class: 'tick', x: x(size), y: height - 6, 'text-anchor': 'middle' }, formatCount(size)),
      ),
      svg('polyline', { class: 'fit', points: line }),
      ...fit.points.map((point) =>
        svg(
          'circle',
          { class: 'point', cx: x(point.size), cy: y(point.callsPerSecond), r: 4 },
          svg('title', {}, `${point.size}: ${formatRate(point.callsPerSecond)} calls a second`),
        ),
      ),
    ),
    h(
      'p',
      { class: 'chart-legend' },
      h('span', {}, h('span', { class: 'key-point', 'aria-hidden': 'true' }), 'Measured calls a second'),
      h('span', {}, h('span', { class: 'key-fit', 'aria-hidden': 'true' }), 'Fitted law of scaling'),
    ),
  );
}

const formatTick = (tick: number): string => (Number.isInteger(tick) ? formatCount(tick) : String(tick));

/** Room that a number below the axis needs, in the drawing's coordinates. */
const labelWidth = 26;

/** From the largest size down, those whose numbers do not touch. */
function labelled(sizes: readonly number[], x: (size: number) => number): number[] {
  const shown: number[] = [];
  for (const size of [...sizes].reverse()) {
    const next = shown.at(-1);
    if (next === undefined || x(next) - x(size) >= labelWidth) shown.push(size);
  }
  return shown;
}

/** Share of contention: what cannot run at once; of coherency: what grows with every pair. */
function fitText(model: TrialModel, { alpha, beta, peakSize, points }: ScalingFit): string {
  const largest = Math.max(...points.map(({ size }) => size));
  const nouns = model === 'serial' ? '' : ` ${sizeText(model, 2)}`;
  const best =
    peakSize === null || peakSize > largest
      ? `Still rises at ${formatCount(largest)}${nouns}.`
      : `By the fit, best at about ${formatCount(Math.max(1, peakSize))}${nouns}.`;
  return `${best} ${formatShare(alpha)} of the work waits for its turn${beta > 0 ? `; each pair adds ${formatShare(beta)}` : ''}.`;
}
