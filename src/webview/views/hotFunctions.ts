/** The hot functions: filter, switch and table. */
import type { Report } from '../../profiler/report.ts';
import { createCheckbox } from '../controls.ts';
import { h } from '../dom.ts';
import { lineDetails, plainColumns, pstatsColumns } from '../table/functionColumns.ts';
import type { ViewStore } from '../viewStore.ts';
import { createFilteredTable, type FilteredTable } from './filteredTable.ts';
import { openable, type OpenLocation } from './openLocation.ts';

export function createHotFunctions(report: Report, view: ViewStore, open: OpenLocation): HTMLElement {
  const { hotFunctions } = report;
  if (hotFunctions.length === 0)
    return h(
      'p',
      { class: 'empty' },
      'No function was seen running: the program only waited, or it ended before the first sample.',
    );
  const withCalls = hotFunctions.some(({ calls }) => calls !== null);
  const onlyMine = createCheckbox('Only my code', view.get().onlyMine, (checked) => {
    view.update({ onlyMine: checked });
    table.refresh();
  });
  const table: FilteredTable = createFilteredTable(
    {
      id: 'hot',
      name: 'function',
      label: 'Hot functions',
      className: withCalls ? 'with-calls' : 'without-calls',
      columns: withCalls ? pstatsColumns : plainColumns,
      detailName: 'line',
      details: lineDetails,
      rows: hotFunctions,
      filterLabel: 'Filter by name or file, or /expression/',
      counted: ['function', 'functions'],
      texts: ({ name, location }) => [name, location?.file],
      extra: { control: onlyMine, keeps: ({ category }) => !view.get().onlyMine || category === 'user' },
      open: (row, detail) => {
        const place = openable(detail ? detail.location : row.location);
        if (place) open(place);
      },
    },
    view,
  );
  return table.element;
}
