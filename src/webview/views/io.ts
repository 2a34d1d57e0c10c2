/** The asynchronous operations by the line that started them, and the thread pool that did some of them. */
import type { Report } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatCount } from '../format.ts';
import { callerDetails, ioColumns, operationName } from '../table/ioColumns.ts';
import type { ViewStore } from '../viewStore.ts';
import { createFilteredTable } from './filteredTable.ts';
import { createThreadPool } from './threadPool.ts';
import { openable, type OpenLocation } from './openLocation.ts';

export function createIo(report: Report, view: ViewStore, open: OpenLocation): HTMLElement {
  const { io, sampling } = report;
  if (io.length === 0) return h('p', { class: 'empty' }, 'No asynchronous operation of the program was seen.');
  const table = createFilteredTable(
    {
      id: 'io',
      name: 'io',
      label: 'Asynchronous operations',
      columns: ioColumns(loopWaitMs(report)),
      detailName: 'caller',
      details: callerDetails,
      rows: io,
      filterLabel: 'Filter by name, kind, file, or /expression/',
      counted: ['line', 'lines'],
      texts: (row) => [operationName(row), row.kind, row.location?.file],
      open: (row, detail) => {
        const place = openable(detail ? detail.location : row.location);
        if (place) open(place);
      },
    },
    view,
  );
  return h(
    'div',
    {},
    createThreadPool(report.threadPool, open),
    table.element,
    sampling.operations && createSamplingNote(sampling.operations),
  );
}

/** How long the main thread's event loop waited in all. */
const loopWaitMs = ({ waiting, verdict, run }: Report): number => waiting?.idleMs ?? verdict.budget.wait * run.wallMs;

function createSamplingNote({ started, traced }: NonNullable<Report['sampling']['operations']>): HTMLElement {
  const text =
    traced >= started
      ? `${formatCount(started)} operations, each traced with its call path.`
      : `${formatCount(started)} operations. ${formatCount(traced)} of them were traced with their call path and stand for the others.`;
  return h('p', { class: 'muted caption' }, text);
}
