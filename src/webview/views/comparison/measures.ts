/** The runs as a whole: times, throughput, peaks of memory. */
import type { Comparison, MeasureDifference } from '../../../profiler/comparison.ts';
import { h } from '../../dom.ts';
import { formatCount, formatMegabytes, formatMs, formatRate, formatShare } from '../../format.ts';
import { createDelta, type Wish } from '../../table/differenceColumns.ts';

const formats: Readonly<Record<MeasureDifference['unit'], (value: number) => string>> = {
  ms: formatMs,
  bytes: formatMegabytes,
  share: formatShare,
  count: formatCount,
  'per-second': formatRate,
};

export function createMeasures({ measures }: Comparison): HTMLElement | null {
  if (measures.length === 0) return null;
  const number = (title: string) => h('th', { scope: 'col', class: 'number' }, title);
  return h(
    'div',
    { class: 'table-scroll measures' },
    h(
      'table',
      { class: 'plain-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'The runs as a whole'),
          number('Before'),
          number('After'),
          number('Difference'),
          h('th', { scope: 'col', class: 'number for-roomy' }, 'Noise'),
        ),
      ),
      h('tbody', {}, ...measures.map(createRow)),
    ),
  );
}

/** Time that main thread and helpers take from each other is neither better nor worse. */
const onlyShifts: readonly string[] = ['cpu', 'wait', 'threadPool', 'workers', 'childProcesses'];

const wishOf = ({ id, unit }: MeasureDifference): Wish =>
  onlyShifts.includes(id) ? 'neither' : unit === 'per-second' ? 'more' : 'less';

function createRow(measure: MeasureDifference): HTMLElement {
  const { label, before, after, noise, unit } = measure;
  const format = formats[unit];
  return h(
    'tr',
    {},
    h('th', { scope: 'row' }, label),
    h('td', { class: 'number' }, format(before)),
    h('td', { class: 'number' }, format(after)),
    h('td', { class: 'number' }, createDelta(measure, format, wishOf(measure))),
    h('td', { class: 'number muted for-roomy' }, `± ${format(noise)}`),
  );
}
