/** The hot functions: as pstats shows them when calls were counted, with shares otherwise. */
import type { HotFunction, Location } from '../report.ts';
import { table, type ColumnSpec } from './layout.ts';
import { count, duration, percent } from './quantities.ts';
import type { Paint } from './terminal.ts';

const mostRows = 12;
/** In a narrower terminal the quotients give way to the names. */
const widthForAll = 72;
/** Rows below this share of the run are noise on a terminal. */
const smallestShare = 0.002;

export function hotFunctionsTable(
  functions: readonly HotFunction[],
  place: (location: Location | null) => string,
  look: { width: number; ellipsis: string; paint: Paint },
): string[] {
  const shown = functions.filter(({ selfShare }, row) => row === 0 || selfShare >= smallestShare).slice(0, mostRows);
  const counted = functions.some(({ calls }) => calls !== null);
  const all = counted ? countedColumns : sampledColumns;
  const numbers = look.width < widthForAll ? all.filter(({ title }) => title !== 'percall') : all;
  const columns: ColumnSpec[] = [
    ...numbers.map(({ title }) => ({ title, align: 'right' as const })),
    { title: 'function', align: 'left', grows: 1, cut: 'end', tone: 'bold' },
    { title: 'at', align: 'left', grows: 1, cut: 'path', tone: 'dim' },
  ];
  const rows = shown.map((one) => [
    ...numbers.map(({ cell }) => cell(one)),
    one.name || '(anonymous)',
    place(one.location) || one.category,
  ]);
  return table(columns, rows, look);
}

interface NumberColumn {
  readonly title: string;
  readonly cell: (row: HotFunction) => string;
}

const sampledColumns: readonly NumberColumn[] = [
  { title: 'self', cell: ({ selfMs }) => duration(selfMs) },
  { title: 'total', cell: ({ totalMs }) => duration(totalMs) },
  { title: 'share', cell: ({ selfShare }) => percent(selfShare) },
];

/** The columns of Python's pstats: tottime without, cumtime with what the function calls. */
const countedColumns: readonly NumberColumn[] = [
  { title: 'ncalls', cell: ({ calls }) => (calls === null ? '' : count(calls)) },
  { title: 'tottime', cell: ({ selfMs }) => duration(selfMs) },
  { title: 'percall', cell: ({ selfMs, calls }) => perCall(selfMs, calls) },
  { title: 'cumtime', cell: ({ totalMs }) => duration(totalMs) },
  { title: 'percall', cell: ({ totalMs, calls }) => perCall(totalMs, calls) },
];

const perCall = (ms: number, calls: number | null) => (calls === null || calls === 0 ? '' : duration(ms / calls));
