/** Memory over time, what grew, and whether it looks like a leak. */
import type { MemoryGrowth, MemoryPoint, MemoryReport } from '../../profiler/report.ts';
import type { Spans } from '../charts/spans.ts';
import { createTimeSeries } from '../charts/timeSeries.ts';
import { thinPoints } from '../charts/thinPoints.ts';
import { h } from '../dom.ts';
import { formatCountDelta, formatGrowth, formatMegabytes, formatMs } from '../format.ts';
import type { OpenLocation } from './openLocation.ts';
import { createPlace } from './place.ts';

/** Pixel columns of the widest sensible panel. */
const chartColumns = 1600;

/** More rows than anyone reads; sorted by size of the change, the rest is noise. */
const mostGrowthRows = 200;

const series = [
  { key: 'rss', label: 'Resident set', colour: '--vscode-charts-purple' },
  { key: 'heapUsed', label: 'Heap used', colour: '--vscode-charts-blue' },
  { key: 'external', label: 'External', colour: '--orange' },
  { key: 'arrayBuffers', label: 'Array buffers', colour: '--vscode-charts-green' },
] as const satisfies readonly { key: keyof MemoryPoint; label: string; colour: string }[];

export function createMemory(
  memory: MemoryReport,
  wallMs: number,
  open: OpenLocation,
  spans: Spans | undefined,
): HTMLElement {
  const growth = memory.growth.filter(({ deltaBytes }) => deltaBytes !== 0).slice(0, mostGrowthRows);
  return h(
    'div',
    { class: 'memory' },
    h(
      'dl',
      { class: 'figures' },
      figure('Peak heap', formatMegabytes(memory.peakHeapBytes)),
      figure('Peak resident set', formatMegabytes(memory.peakRssBytes)),
      figure('Peak external', formatMegabytes(memory.peakExternalBytes)),
    ),
    memory.leak && h('p', { class: memory.leak.suspected ? 'notice' : 'note', role: 'note' }, memory.leak.text),
    memory.timeline.length < 2
      ? h('p', { class: 'empty' }, 'The run was too short for a chart: memory is read several times a second.')
      : createTimeSeries({
          description: `Memory over time. Peak heap ${formatMegabytes(memory.peakHeapBytes)}, peak resident set ${formatMegabytes(memory.peakRssBytes)}.`,
          formatValue: formatMegabytes,
          untilMs: wallMs,
          spans,
          series: series.map(({ key, label, colour }) => ({
            label,
            colour,
            points: thinPoints(memory.timeline, (point) => point[key], chartColumns).map((point) => ({
              x: point.atMs,
              y: point[key],
            })),
          })),
        }),
    h('h3', {}, 'Growth by allocation site'),
    growth.length === 0
      ? h('p', { class: 'empty' }, 'No growth between the first and the last heap checkpoint.')
      : createGrowth(growth, open),
    growth.length > 0 &&
      h(
        'p',
        { class: 'muted caption' },
        `${growthPeriod(memory)} Heap samples carry no lines. What V8 has inlined counts for the function that it was inlined into.`,
      ),
  );
}

const growthPeriod = ({ growthUntilMs }: MemoryReport): string =>
  growthUntilMs === undefined
    ? 'From the first to the last heap checkpoint.'
    : `From the first heap checkpoint to the fullest, at ${formatMs(growthUntilMs)}; most of it was free again at the end.`;

const figure = (label: string, value: string): HTMLElement =>
  h('div', {}, h('dt', {}, label), h('dd', {}, h('strong', {}, value)));

function createGrowth(growth: readonly MemoryGrowth[], open: OpenLocation): HTMLElement {
  // Not every recording counts objects.
  const withObjects = growth.some(({ deltaCount }) => deltaCount !== 0);
  return h(
    'div',
    { class: 'table-scroll' },
    h(
      'table',
      { class: 'plain-table growth' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Allocated in'),
          h('th', { scope: 'col', class: 'number' }, 'Before'),
          h('th', { scope: 'col', class: 'number' }, 'After'),
          h('th', { scope: 'col', class: 'number' }, 'Growth'),
          withObjects && h('th', { scope: 'col', class: 'number' }, 'Objects'),
          h('th', { scope: 'col' }, 'Location'),
        ),
      ),
      h('tbody', {}, ...growth.map((row) => createGrowthRow(row, withObjects, open))),
    ),
  );
}

function createGrowthRow(row: MemoryGrowth, withObjects: boolean, open: OpenLocation): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row', class: 'code' }, row.name),
    h('td', { class: 'number' }, formatMegabytes(row.beforeBytes)),
    h('td', { class: 'number' }, formatMegabytes(row.afterBytes)),
    h('td', { class: 'number strong' }, formatGrowth(row.deltaBytes)),
    withObjects && h('td', { class: 'number' }, formatCountDelta(row.deltaCount)),
    h('td', {}, createPlace(row, open)),
  );
}
