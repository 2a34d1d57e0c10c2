/** The hot functions: filter, switch and table. */
import type { HotFunction, Report } from '../../profiler/report.ts';
import { createCheckbox, createTextField } from '../controls.ts';
import { h } from '../dom.ts';
import { formatCount } from '../format.ts';
import { filterRows, parseFilter } from '../table/filterRows.ts';
import { createFunctionTable } from '../table/functionTable.ts';
import { nextSort, sortRows } from '../table/sortRows.ts';
import type { ViewStore } from '../viewStore.ts';
import { openable, type OpenLocation } from './openLocation.ts';

export function createHotFunctions(report: Report, view: ViewStore, open: OpenLocation): HTMLElement {
  const { hotFunctions } = report;
  if (hotFunctions.length === 0)
    return h(
      'p',
      { class: 'empty' },
      'No function was seen running: the program only waited, or it ended before the first sample.',
    );

  const status = h('span', { class: 'muted count', role: 'status' });
  const complaint = h('span', { class: 'complaint', role: 'alert' });
  const table = createFunctionTable({
    withCalls: hotFunctions.some(({ calls }) => calls !== null),
    open: (row: HotFunction, line: number | null) => {
      const place = openable(row.location);
      if (place) open(line === null ? place : { ...place, line, column: 1 });
    },
    sortBy: (key) => {
      view.update({ sort: nextSort(view.get().sort, key) });
      refresh();
    },
  });
  const refresh = () => {
    const { filter: text, onlyMine, sort } = view.get();
    const filter = parseFilter(text);
    const rows = sortRows(filterRows(hotFunctions, filter, onlyMine), sort);
    complaint.textContent = filter.kind === 'invalid' ? filter.message : '';
    status.textContent =
      rows.length === hotFunctions.length
        ? `${formatCount(rows.length)} functions`
        : `${formatCount(rows.length)} of ${formatCount(hotFunctions.length)} functions`;
    table.show(rows, sort);
  };
  const toolbar = h(
    'div',
    { class: 'toolbar' },
    createTextField('Filter by name or file, or /expression/', view.get().filter, (filter) => {
      view.update({ filter });
      refresh();
    }),
    createCheckbox('Only my code', view.get().onlyMine, (onlyMine) => {
      view.update({ onlyMine });
      refresh();
    }),
    complaint,
    status,
  );
  refresh();
  return h('div', { class: 'hot-functions' }, toolbar, table.element);
}
