/** What each variant cost: rate, duration of a call, processor time, memory, errors. */
import type { TrialResult, TrialVariant } from '../../profiler/trialResult.ts';
import { h } from '../dom.ts';
import { formatCount, formatMegabytes, formatMs, formatRate } from '../format.ts';
import { isBest, variantName } from './trialWords.ts';

const columns: readonly { title: string; hint: string; wide: boolean; cell(variant: TrialVariant): string }[] = [
  {
    title: 'Calls a second',
    hint: 'With the 95 % interval',
    wide: false,
    cell: ({ callsPerSecond: { low, expected, high } }) =>
      low === high ? formatRate(expected) : `${formatRate(expected)} (${formatRate(low)} to ${formatRate(high)})`,
  },
  { title: 'Mean call', hint: 'From its start to its result', wide: true, cell: ({ meanMs }) => formatMs(meanMs) },
  { title: '99 % within', hint: 'Of the calls', wide: true, cell: ({ p99Ms }) => formatMs(p99Ms) },
  {
    title: 'CPU',
    hint: 'Of all threads and processes, for one measurement',
    wide: false,
    cell: ({ cpuMs }) => formatMs(cpuMs),
  },
  {
    title: 'Memory',
    hint: 'Peak of all processes together',
    wide: false,
    cell: ({ peakRssBytes }) => (peakRssBytes > 0 ? formatMegabytes(peakRssBytes) : '–'),
  },
  {
    title: 'Start',
    hint: 'Starting workers or processes, once; not part of the speed-up',
    wide: true,
    cell: ({ startMs }) => (startMs > 0 ? formatMs(startMs) : '–'),
  },
];

export function createTrialTable(trial: TrialResult): HTMLElement {
  return h(
    'div',
    { class: 'table-scroll' },
    h(
      'table',
      { class: 'plain-table trial-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Model'),
          ...columns.map(({ title, hint, wide }) =>
            h('th', { scope: 'col', class: wide ? 'number for-roomy' : 'number', title: hint }, title),
          ),
          h('th', { scope: 'col' }, 'Results'),
        ),
      ),
      h('tbody', {}, ...trial.variants.map((variant) => createRow(variant, isBest(trial, variant)))),
    ),
  );
}

function createRow(variant: TrialVariant, best: boolean): HTMLElement {
  return h(
    'tr',
    {},
    h('th', { scope: 'row', class: best ? 'strong' : null }, variantName(variant)),
    ...columns.map(({ wide, cell }) => h('td', { class: wide ? 'number for-roomy' : 'number' }, cell(variant))),
    h('td', { class: variant.errors > 0 || !variant.sameResults ? 'complaint' : 'muted' }, resultsText(variant)),
  );
}

function resultsText({ model, errors, sameResults }: TrialVariant): string {
  if (errors > 0) return `${formatCount(errors)} ${errors === 1 ? 'error' : 'errors'}`;
  if (model === 'serial') return 'baseline';
  return sameResults ? 'the same' : 'not the same';
}
