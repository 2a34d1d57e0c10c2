/** The columns of the hot functions table, in two sets: with exact call counts it reads like pstats. */
import type { HotFunction } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatCount, formatMsFine } from '../format.ts';
import { categoryText } from '../views/words.ts';
import { nameCell, placeCell, placeOrder, plainTimeCell, timeCell } from './cells.ts';
import type { Column, Detail } from './dataTable.ts';

type FunctionColumn = Column<HotFunction>;

const name: FunctionColumn = {
  key: 'name',
  name: 'name',
  title: 'Function',
  hint: 'Name of the function',
  order: (row) => row.name,
  cell: (row) => [
    h('span', { class: `category-dot category-${row.category}`, 'aria-hidden': 'true' }),
    nameCell(row.name),
  ],
};
const self: FunctionColumn = {
  key: 'self',
  name: 'time',
  title: 'Self, ms',
  hint: 'Time in the function itself, without what it calls',
  order: (row) => row.selfMs,
  cell: (row) => timeCell(row.selfMs, row.selfShare),
};
const total: FunctionColumn = {
  key: 'total',
  name: 'time',
  title: 'Total, ms',
  hint: 'Time in the function and all that it calls; recursion counts once',
  order: (row) => row.totalMs,
  cell: (row) => timeCell(row.totalMs, row.totalShare),
};
const category: FunctionColumn = {
  key: 'category',
  name: 'category',
  title: 'Category',
  hint: 'Whose code it is',
  order: (row) => row.category,
  cell: (row) => [categoryText[row.category]],
};
const location: FunctionColumn = {
  key: 'location',
  name: 'location',
  title: 'Location',
  hint: 'File and line',
  order: (row) => placeOrder(row.location),
  cell: (row) => placeCell(row.location),
};

const perCall = (ms: number, calls: number | null): number => (calls === null || calls === 0 ? 0 : ms / calls);
const perCallCell = (ms: number, calls: number | null): string =>
  calls === null || calls === 0 ? '–' : formatMsFine(ms / calls);

export const plainColumns: readonly FunctionColumn[] = [name, self, total, category, location];

export const pstatsColumns: readonly FunctionColumn[] = [
  name,
  {
    key: 'calls',
    name: 'calls',
    title: 'Calls',
    note: 'ncalls',
    hint: 'Exact number of calls, counted in a separate run',
    order: (row) => row.calls ?? -1,
    cell: (row) => [row.calls === null ? '–' : formatCount(row.calls)],
  },
  { ...self, note: 'tottime' },
  {
    key: 'selfPerCall',
    name: 'per-call',
    title: 'Per call',
    note: 'percall',
    hint: 'Self time of one call in the mean, in ms',
    order: (row) => perCall(row.selfMs, row.calls),
    cell: (row) => [perCallCell(row.selfMs, row.calls)],
  },
  { ...total, note: 'cumtime' },
  {
    key: 'totalPerCall',
    name: 'per-call',
    title: 'Per call',
    note: 'percall',
    hint: 'Total time of one call in the mean, in ms',
    order: (row) => perCall(row.totalMs, row.calls),
    cell: (row) => [perCallCell(row.totalMs, row.calls)],
  },
  location,
];

/** The lines of a function, hottest first. */
export function lineDetails({ lines, selfMs, selfShare, location: place }: HotFunction): Detail[] {
  return [...lines]
    .sort((a, b) => b.selfMs - a.selfMs)
    .map((line) => ({
      label: `line ${line.line}`,
      cells: { self: () => plainTimeCell(line.selfMs, selfMs > 0 ? (line.selfMs / selfMs) * selfShare : 0) },
      location: place && { ...place, line: line.line, column: 1 },
    }));
}
