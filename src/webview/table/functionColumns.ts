/** The columns of the hot functions table, in two sets: with exact call counts it reads like pstats. */
import type { HotFunction } from '../../profiler/report.ts';
import { h, type Child } from '../dom.ts';
import { formatCount, formatFullPlace, formatMsCell, formatMsFine, formatShare } from '../format.ts';
import { createPlaceText } from '../views/place.ts';
import { categoryText } from '../views/words.ts';
import { timePerCall, type SortKey } from './sortRows.ts';

export interface Column {
  readonly key: SortKey;
  /** Class of header and cells; the style sheet gives the width. */
  readonly name: string;
  readonly title: string;
  /** The name that Python's pstats has for it. */
  readonly pstats?: string;
  readonly hint: string;
  cell(row: HotFunction): Child[];
}

const name: Column = {
  key: 'name',
  name: 'name',
  title: 'Function',
  hint: 'Name of the function',
  cell: (row) => [
    h('span', { class: `category-dot category-${row.category}`, 'aria-hidden': 'true' }),
    h('span', { class: 'function-name', title: row.name }, row.name),
  ],
};
const self: Column = {
  key: 'self',
  name: 'time',
  title: 'Self, ms',
  hint: 'Time in the function itself, without what it calls',
  cell: (row) => timeCell(row.selfMs, row.selfShare),
};
const total: Column = {
  key: 'total',
  name: 'time',
  title: 'Total, ms',
  hint: 'Time in the function and all that it calls; recursion counts once',
  cell: (row) => timeCell(row.totalMs, row.totalShare),
};
const category: Column = {
  key: 'category',
  name: 'category',
  title: 'Category',
  hint: 'Whose code it is',
  cell: (row) => [categoryText[row.category]],
};
const location: Column = {
  key: 'location',
  name: 'location',
  title: 'Location',
  hint: 'File and line',
  cell: ({ location: place }) =>
    place
      ? [h('span', { class: 'cell-place', title: formatFullPlace(place) }, createPlaceText(place))]
      : [h('span', { class: 'muted' }, '–')],
};

export const plainColumns: readonly Column[] = [name, self, total, category, location];

export const pstatsColumns: readonly Column[] = [
  name,
  {
    key: 'calls',
    name: 'calls',
    title: 'Calls',
    pstats: 'ncalls',
    hint: 'Exact number of calls, counted in a separate run',
    cell: (row) => [row.calls === null ? '–' : formatCount(row.calls)],
  },
  { ...self, pstats: 'tottime' },
  {
    key: 'selfPerCall',
    name: 'per-call',
    title: 'Per call',
    pstats: 'percall',
    hint: 'Self time of one call in the mean, in ms',
    cell: (row) => [perCallCell(row.selfMs, row.calls)],
  },
  { ...total, pstats: 'cumtime' },
  {
    key: 'totalPerCall',
    name: 'per-call',
    title: 'Per call',
    pstats: 'percall',
    hint: 'Total time of one call in the mean, in ms',
    cell: (row) => [perCallCell(row.totalMs, row.calls)],
  },
  location,
];

const perCallCell = (ms: number, calls: number | null): string =>
  calls === null || calls === 0 ? '–' : formatMsFine(timePerCall(ms, calls));

/** Below it a bar is a speck of dust. */
const leastShareWithBar = 0.01;

function timeCell(ms: number, share: number): Child[] {
  const bar = share < leastShareWithBar ? null : h('span', { class: 'share-bar', 'aria-hidden': 'true' });
  if (bar) bar.style.width = `${Math.min(1, Math.max(0, share)) * 100}%`;
  return [bar, h('span', { class: 'ms' }, formatMsCell(ms)), h('span', { class: 'share' }, formatShare(share))];
}
