/** What the program waited for, by the line that started it. */
import type { IoOperation, Report } from '../../report.ts';
import { bytes, count, duration, percent } from '../quantities.ts';
import type { Section } from './sheet.ts';

const mostOperations = 10;
/** Narrower, what is known of few operations gives way to the places. */
const widthForAll = 100;

interface IoColumn {
  readonly title: string;
  readonly from: number;
  readonly cell: (io: IoOperation) => string;
}

const columnsFor = (loopWaitMs: number): readonly IoColumn[] => [
  {
    title: 'of waiting',
    from: 0,
    cell: ({ idleMs }) => (idleMs === undefined || !(loopWaitMs > 0) ? '' : percent(idleMs / loopWaitMs)),
  },
  { title: 'count', from: 0, cell: (io) => count(io.count) },
  { title: 'mean', from: 0, cell: (io) => (io.count > 0 ? duration(io.waitMs / io.count) : '') },
  { title: 'waits', from: widthForAll, cell: (io) => duration(io.waitMs) },
  { title: 'in flight', from: 0, cell: (io) => io.meanInFlight.toFixed(1) },
  {
    title: 'queued',
    from: widthForAll,
    cell: ({ queueMs }) => (queueMs !== null && queueMs > 0 ? duration(queueMs) : ''),
  },
  { title: 'bytes', from: widthForAll, cell: (io) => (io.bytes === null ? '' : bytes(io.bytes)) },
];

/** How long the main thread's event loop waited in all. */
const loopWaitMs = ({ waiting, verdict, run }: Report): number => waiting?.idleMs ?? verdict.budget.wait * run.wallMs;

/** Operations that nobody waited for are noise on a terminal. */
const leastWaitMs = 1;

export const io: Section = (report, sheet) => {
  const all = report.io.filter(({ waitMs }) => waitMs >= leastWaitMs);
  if (all.length === 0) return [];
  const shown = all.slice(0, mostOperations);
  const used = columnsFor(loopWaitMs(report)).filter(
    ({ from, cell }) => sheet.look.width >= from && shown.some((one) => cell(one) !== ''),
  );
  const lines = sheet.table(
    [
      ...used.map(({ title }) => ({ title, align: 'right' as const })),
      { title: 'operation', align: 'left', grows: 1, cut: 'end' },
      { title: 'started at', align: 'left', grows: 2, cut: 'path', tone: 'dim' },
    ],
    shown.map((one) => [...used.map(({ cell }) => cell(one)), operationName(one), sheet.place(one.location)]),
  );
  return [
    sheet.title('Waits'),
    ...lines,
    ...(all.length > mostOperations ? sheet.dim(`and ${all.length - mostOperations} more`) : []),
  ];
};

const operationName = ({ kind, operation }: IoOperation): string =>
  operation === undefined || operation === kind ? kind : `${kind} ${operation}`;
