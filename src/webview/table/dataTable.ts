/** A table of any length, with columns to sort by. Rows of details open below the row that they belong to. */
import type { Location } from '../../profiler/report.ts';
import { h, type Child } from '../dom.ts';
import type { Sort } from './sortRows.ts';
import { tableRows, type TableRow } from './tableRows.ts';
import { createVirtualGrid } from './virtualGrid.ts';

export interface Column<T> {
  /** What rows are sorted by, as the page remembers it. */
  readonly key: string;
  /** Class of header and cells; the style sheet gives the width. */
  readonly name: string;
  readonly title: string;
  /** Below the title: the name that Python's pstats has for it. */
  readonly note?: string;
  readonly hint: string;
  /** Numbers start with the largest, texts with A. */
  order(row: T): number | string;
  cell(row: T): Child[];
}

/** A row below one that is open. */
export interface Detail {
  /** In the first column; across the whole row where there are no cells. */
  readonly label: string;
  /** By the key of their column; made when the row comes into sight. */
  readonly cells: Readonly<Record<string, () => Child[]>>;
  readonly location: Location | null;
}

export interface DataTable<T> {
  readonly element: HTMLElement;
  show(rows: readonly T[], sort: Sort): void;
}

export interface DataTableOptions<T> {
  /** Rows get the class and the id `<name>-row`, the grid the class `<name>-table`. */
  readonly name: string;
  readonly label: string;
  readonly className?: string;
  readonly columns: readonly Column<T>[];
  readonly detailName: string;
  /** When there is no row. */
  readonly nothing?: string;
  details(row: T): readonly Detail[];
  open(row: T, detail: Detail | null): void;
  sortBy(column: Column<T>): void;
}

export function createDataTable<T>(options: DataTableOptions<T>): DataTable<T> {
  const { name, columns, details, open } = options;
  const headers = columns.map((column) => createHeader(column, options.sortBy));
  const nothing = h('p', { class: 'empty', hidden: true }, options.nothing ?? 'Nothing matches the filter.');
  let items: readonly T[] = [];
  const expanded = new Set<T>();

  const grid = createVirtualGrid<TableRow<T>>({
    name,
    label: options.label,
    ...(options.className === undefined ? {} : { className: options.className }),
    headers,
    placeOf: ({ item, detail }) => ({
      level: detail ? 2 : 1,
      isExpanded: detail === null && details(item).length > 0 ? expanded.has(item) : null,
    }),
    classOf: ({ detail }) => (detail ? `detail-row ${options.detailName}-row` : `${name}-row`),
    cellsOf: ({ item, detail }) =>
      detail ? detailCells(detail) : columns.map((column) => createCell(column, item, details(item).length > 0)),
    act: ({ item, detail }, { by, ctrl, alt }) => {
      if (by !== 'double-click' && (by === 'click' || !(ctrl || alt))) open(item, detail);
    },
    toggle: ({ item }, expand) => {
      if (expand) expanded.add(item);
      else expanded.delete(item);
      relayout(grid.rows.findIndex((row) => row.item === item));
    },
  });
  const relayout = (active: number) => {
    const rows = tableRows(items, expanded, details);
    nothing.hidden = rows.length > 0;
    grid.show(rows, active);
  };

  function createCell(column: Column<T>, item: T, opens: boolean): HTMLElement {
    const cell = h('div', { class: `cell cell-${column.name}`, role: 'gridcell' }, ...column.cell(item));
    if (column === columns[0])
      cell.prepend(
        h('span', {
          class: opens ? `twistie${expanded.has(item) ? ' open' : ''}` : 'twistie none',
          'aria-hidden': 'true',
        }),
      );
    return cell;
  }

  function detailCells({ label: text, cells }: Detail): HTMLElement[] {
    if (Object.keys(cells).length === 0)
      return [
        h(
          'div',
          { class: 'cell cell-name detail-name-cell across', role: 'gridcell', title: text },
          h('span', {}, text),
        ),
      ];
    return columns.map((column, at) =>
      at === 0
        ? h('div', { class: 'cell cell-name detail-name-cell', role: 'gridcell', title: text }, h('span', {}, text))
        : h('div', { class: `cell cell-${column.name}`, role: 'gridcell' }, ...(cells[column.key]?.() ?? [])),
    );
  }

  return {
    element: h('div', { class: 'data-table-frame' }, grid.element, nothing),
    show: (next, sort) => {
      items = next;
      grid.scrollToTop();
      columns.forEach((column, at) => {
        const sorted = column.key === sort.key;
        headers[at]?.setAttribute('aria-sort', sorted ? (sort.descending ? 'descending' : 'ascending') : 'none');
      });
      relayout(-1);
    },
  };
}

/** A header that sorts. */
export function createHeader<C extends Pick<Column<never>, 'key' | 'name' | 'title' | 'note' | 'hint'>>(
  column: C,
  sortBy: (column: C) => void,
): HTMLElement {
  const button = h(
    'button',
    { type: 'button', title: column.hint },
    h(
      'span',
      { class: 'header-title' },
      h('span', {}, column.title),
      column.note && h('span', { class: 'pstats-name' }, column.note),
    ),
    h('span', { class: 'sort-sign', 'aria-hidden': 'true' }),
  );
  button.addEventListener('click', () => sortBy(column));
  return h(
    'div',
    { class: `cell cell-${column.name}`, role: 'columnheader', 'aria-sort': 'none', 'data-key': column.key },
    button,
  );
}
