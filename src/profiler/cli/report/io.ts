/** What the program waited for, by the line that started it. */
import type { IoOperation, Report } from '../../report.ts';
import { bytes, count, duration, percent } from '../quantities.ts';
import type { NumberColumn } from './numberColumns.ts';
import type { Section } from './sheet.ts';

const mostOperations = 10;
/** Characters that the operation, and the line that started it, need to be told from others. */
const roomForOperation = 12;
const roomForPlace = 20;

const columnsFor = (loopWaitMs: number): readonly NumberColumn<IoOperation>[] => [
  {
    title: 'of waiting',
    align: 'right',
    cell: ({ idleMs }) => (idleMs === undefined || !(loopWaitMs > 0) ? '' : percent(idleMs / loopWaitMs)),
  },
  { title: 'count', align: 'right', rank: 3, cell: (io) => count(io.count) },
  { title: 'mean', align: 'right', rank: 1, cell: (io) => (io.count > 0 ? duration(io.waitMs / io.count) : '') },
  { title: 'waits', align: 'right', rank: 5, cell: (io) => duration(io.waitMs) },
  { title: 'in flight', align: 'right', rank: 2, cell: (io) => io.meanInFlight.toFixed(1) },
  {
    title: 'queued',
    align: 'right',
    rank: 4,
    cell: ({ queueMs }) => (queueMs !== null && queueMs > 0 ? duration(queueMs) : ''),
  },
  { title: 'bytes', align: 'right', rank: 6, cell: (io) => (io.bytes === null ? '' : bytes(io.bytes)) },
];

/** How long the main thread's event loop waited in all. */
const loopWaitMs = ({ waiting, verdict, run }: Report): number => waiting?.idleMs ?? verdict.budget.wait * run.wallMs;

/** Operations that nobody waited for are noise on a terminal. */
const leastWaitMs = 1;

export const io: Section = (report, sheet) => {
  const all = report.io.filter(({ waitMs }) => waitMs >= leastWaitMs);
  if (all.length === 0) return [];
  const shown = all.slice(0, mostOperations);
  const columns = columnsFor(loopWaitMs(report)).filter(({ cell }) => shown.some((one) => cell(one) !== ''));
  const lines = sheet.table(
    [
      ...columns,
      { title: 'operation', align: 'left', grows: 1, room: roomForOperation, cut: 'end' },
      { title: 'started at', align: 'left', grows: 2, room: roomForPlace, cut: 'path', tone: 'dim' },
    ],
    shown.map((one) => [...columns.map(({ cell }) => cell(one)), operationName(one), sheet.place(one.location)]),
  );
  return [
    sheet.title('Waits'),
    ...lines,
    ...(all.length > mostOperations ? sheet.dim(`and ${all.length - mostOperations} more`) : []),
  ];
};

const operationName = ({ kind, operation }: IoOperation): string =>
  !operation || operation === kind ? kind : `${kind} ${operation}`;
