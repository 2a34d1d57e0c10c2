/** The hot functions: as pstats shows them when calls were counted, with shares otherwise. */
import type { HotFunction, Location } from '../report.ts';
import { table, type ColumnSpec } from './layout.ts';
import { count, duration, percent } from './quantities.ts';
import type { NumberColumn } from './report/numberColumns.ts';
import type { Paint } from './terminal.ts';

const mostRows = 12;
/** Characters that a function's name, and its place, need to be told from others. */
const roomForName = 12;
const roomForPlace = 14;
/** Rows below this share of the run are noise on a terminal. */
const smallestShare = 0.002;

export function hotFunctionsTable(
  functions: readonly HotFunction[],
  place: (location: Location | null) => string,
  look: { width: number; ellipsis: string; paint: Paint },
): string[] {
  const shown = functions.filter(({ selfShare }, row) => row === 0 || selfShare >= smallestShare).slice(0, mostRows);
  const counted = functions.some(({ calls }) => calls !== null);
  const numbers = counted ? countedColumns : sampledColumns;
  const columns: ColumnSpec[] = [
    ...numbers,
    { title: 'function', align: 'left', grows: 1, room: roomForName, cut: 'end', tone: 'bold' },
    { title: 'at', align: 'left', grows: 1, room: roomForPlace, rank: 0, cut: 'path', tone: 'dim' },
  ];
  const rows = shown.map((one) => [
    ...numbers.map(({ cell }) => cell(one)),
    one.name || '(anonymous)',
    place(one.location) || one.category,
  ]);
  return table(columns, rows, look);
}

const sampledColumns: readonly NumberColumn<HotFunction>[] = [
  { title: 'self', align: 'right', cell: ({ selfMs }) => duration(selfMs) },
  { title: 'total', align: 'right', rank: 2, cell: ({ totalMs }) => duration(totalMs) },
  { title: 'share', align: 'right', rank: 1, cell: ({ selfShare }) => percent(selfShare) },
];

/** The columns of Python's pstats: tottime without, cumtime with what the function calls. */
const countedColumns: readonly NumberColumn<HotFunction>[] = [
  { title: 'ncalls', align: 'right', rank: 1, cell: ({ calls }) => (calls === null ? '' : count(calls)) },
  { title: 'tottime', align: 'right', cell: ({ selfMs }) => duration(selfMs) },
  { title: 'percall', align: 'right', rank: 3, cell: ({ selfMs, calls }) => perCall(selfMs, calls) },
  { title: 'cumtime', align: 'right', rank: 2, cell: ({ totalMs }) => duration(totalMs) },
  { title: 'percall', align: 'right', rank: 4, cell: ({ totalMs, calls }) => perCall(totalMs, calls) },
];

const perCall = (ms: number, calls: number | null) => (calls === null || calls === 0 ? '' : duration(ms / calls));
