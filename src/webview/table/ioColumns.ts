/** The columns of the table of asynchronous operations, and the callers that open below one. */
import type { IoOperation } from '../../profiler/report.ts';
import { formatBytes, formatCount, formatMsCell } from '../format.ts';
import { createKindDot } from '../views/kindDot.ts';
import { nameCell, placeCell, placeOrder, timeCell } from './cells.ts';
import type { Column, Detail } from './dataTable.ts';
import { inFlightCell } from './taskColumns.ts';

const meanWaitMs = ({ waitMs, count }: IoOperation): number => (count > 0 ? waitMs / count : 0);
export const operationName = ({ operation, kind }: IoOperation): string => operation || kind;

/** `loopWaitMs`: how long the event loop waited in all, which the operations share. */
export const ioColumns = (loopWaitMs: number): readonly Column<IoOperation>[] => [
  {
    key: 'name',
    name: 'name',
    title: 'Operation',
    hint: 'The function of Node.js that was called',
    order: operationName,
    cell: (io) => [createKindDot(io.kind), nameCell(operationName(io))],
  },
  {
    key: 'kind',
    name: 'kind',
    title: 'Kind',
    hint: 'Kind of operation',
    order: (io) => io.kind,
    cell: (io) => [io.kind],
  },
  {
    key: 'count',
    name: 'number cell-count',
    title: 'Count',
    hint: 'How many were started',
    order: (io) => io.count,
    cell: (io) => [formatCount(io.count)],
  },
  {
    key: 'mean',
    name: 'number cell-mean',
    title: 'Mean, ms',
    hint: 'From the start of one until the event loop calls back, in the mean',
    order: meanWaitMs,
    cell: (io) => [formatMsCell(meanWaitMs(io))],
  },
  {
    key: 'wait',
    name: 'number cell-wait',
    title: 'Waits, ms',
    hint: 'Waits of all of them added up, also where they overlap',
    order: (io) => io.waitMs,
    cell: (io) => [formatMsCell(io.waitMs)],
  },
  {
    key: 'inFlight',
    name: 'number cell-in-flight',
    title: 'In flight',
    hint: 'Open at once while at least one was: in the mean, and at most',
    order: (io) => io.meanInFlight,
    cell: (io) => inFlightCell(io.meanInFlight, io.maxInFlight),
  },
  {
    key: 'queue',
    name: 'number cell-queue',
    title: 'Queue, ms',
    hint: 'Of the waits, the part before a thread of the libuv pool was free',
    order: (io) => io.queueMs ?? -1,
    cell: (io) => [io.queueMs === null ? '–' : formatMsCell(io.queueMs)],
  },
  {
    key: 'bytes',
    name: 'number cell-bytes',
    title: 'Bytes',
    hint: 'Read or written, where known',
    order: (io) => io.bytes ?? -1,
    cell: (io) => [io.bytes === null ? '–' : formatBytes(io.bytes)],
  },
  {
    key: 'idle',
    name: 'time cell-idle',
    title: 'Loop waits, ms',
    hint: 'Its part of the time in which the event loop waited, shared equally by what was open',
    order: (io) => io.idleMs ?? -1,
    cell: (io) => (io.idleMs === undefined ? ['–'] : timeCell(io.idleMs, loopWaitMs > 0 ? io.idleMs / loopWaitMs : 0)),
  },
  {
    key: 'location',
    name: 'location',
    title: 'Started at',
    hint: 'The line of your code that started it',
    order: (io) => placeOrder(io.location),
    cell: (io) => placeCell(io.location),
  },
];

/** The asynchronous call path, innermost first. */
export const callerDetails = ({ callers = [] }: IoOperation): Detail[] =>
  callers.map(({ name, location }) => ({
    label: `from ${name || '(anonymous)'}`,
    cells: { location: () => placeCell(location) },
    location,
  }));
