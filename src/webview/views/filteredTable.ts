/** A table with its filter box, what else narrows it down, and the number of rows that are left. */
import { createTextField } from '../controls.ts';
import { h } from '../dom.ts';
import { formatCount } from '../format.ts';
import { createDataTable, type DataTableOptions } from '../table/dataTable.ts';
import { filterRows, parseFilter } from '../table/filterRows.ts';
import { nextSort, sortRows } from '../table/sortRows.ts';
import type { TableId } from '../viewState.ts';
import type { ViewStore } from '../viewStore.ts';

export interface FilteredTableOptions<T> extends Omit<DataTableOptions<T>, 'sortBy'> {
  readonly id: TableId;
  /** In the report's order. */
  readonly rows: readonly T[];
  readonly filterLabel: string;
  /** One of them, several of them. */
  readonly counted: readonly [string, string];
  /** What the filter looks at. */
  texts(row: T): readonly (string | null | undefined)[];
  /** Beside the filter. */
  readonly extra?: { readonly control: HTMLElement; keeps(row: T): boolean };
}

export interface FilteredTable {
  readonly element: HTMLElement;
  refresh(): void;
}

export function createFilteredTable<T>(options: FilteredTableOptions<T>, view: ViewStore): FilteredTable {
  const { id, rows, columns, counted, extra } = options;
  const status = h('span', { class: 'muted count', role: 'status' });
  const complaint = h('span', { class: 'complaint', role: 'alert' });
  const table = createDataTable({
    ...options,
    sortBy: (column) => {
      view.updateTable(id, { sort: nextSort(view.get().tables[id].sort, column, rows) });
      refresh();
    },
  });
  const refresh = () => {
    const { filter: text, sort } = view.get().tables[id];
    const filter = parseFilter(text);
    const kept = extra ? rows.filter((row) => extra.keeps(row)) : rows;
    const shown = sortRows(
      filterRows(kept, filter, (row) => options.texts(row)),
      columns,
      sort,
    );
    complaint.textContent = filter.kind === 'invalid' ? filter.message : '';
    const noun = counted[rows.length === 1 ? 0 : 1];
    status.textContent =
      shown.length === rows.length
        ? `${formatCount(rows.length)} ${noun}`
        : `${formatCount(shown.length)} of ${formatCount(rows.length)} ${noun}`;
    table.show(shown, sort);
  };
  const toolbar = h(
    'div',
    { class: 'toolbar' },
    createTextField(options.filterLabel, view.get().tables[id].filter, (filter) => {
      view.updateTable(id, { filter });
      refresh();
    }),
    extra?.control,
    complaint,
    status,
  );
  refresh();
  return { element: h('div', {}, toolbar, table.element), refresh };
}
