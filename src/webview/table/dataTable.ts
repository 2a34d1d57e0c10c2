/**
 * A grid that holds elements for the rows in sight only: 10,000 rows cost as much as forty. Rows of details open below
 * the row that they belong to.
 */
import type { Location } from '../../profiler/report.ts';
import { h, type Child } from '../dom.ts';
import { rowWindow, scrollToRow } from './rowWindow.ts';
import type { Sort } from './sortRows.ts';
import { tableRows, type TableRow } from './tableRows.ts';

/** The style sheet has the same number as `--row-height`. */
const rowHeightPx = 24;

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
  const { name, label, columns, details, open } = options;
  const headers = columns.map((column) => createHeader(column, options.sortBy));
  const canvas = h('div', { class: 'rows-canvas', role: 'rowgroup' });
  const viewport = h('div', { class: 'rows-viewport', role: 'presentation' }, canvas);
  const grid = h(
    'div',
    {
      class: `data-table ${name}-table ${options.className ?? ''}`,
      role: 'treegrid',
      tabindex: 0,
      'aria-label': label,
    },
    h('div', { class: 'header-row', role: 'row', 'aria-rowindex': 1 }, ...headers),
    viewport,
  );
  const nothing = h('p', { class: 'empty', hidden: true }, options.nothing ?? 'Nothing matches the filter.');

  let items: readonly T[] = [];
  let rows: readonly TableRow<T>[] = [];
  const expanded = new Set<T>();
  // None until the table is used.
  let active = -1;

  const draw = () => {
    const { first, last } = rowWindow(viewport.scrollTop, viewport.clientHeight, rowHeightPx, rows.length);
    canvas.replaceChildren(...rows.slice(first, last).map((row, offset) => createRow(row, first + offset)));
    if (active >= 0) grid.setAttribute('aria-activedescendant', `${name}-row-${active}`);
    else grid.removeAttribute('aria-activedescendant');
  };
  const relayout = () => {
    rows = tableRows(items, expanded, details);
    active = Math.min(active, rows.length - 1);
    canvas.style.height = `${rows.length * rowHeightPx}px`;
    grid.style.setProperty('--rows-height', `${rows.length * rowHeightPx}px`);
    grid.setAttribute('aria-rowcount', String(rows.length + 1));
    nothing.hidden = rows.length > 0;
    draw();
  };
  const activate = (index: number) => {
    active = Math.max(0, Math.min(index, rows.length - 1));
    viewport.scrollTop = scrollToRow(active, viewport.scrollTop, viewport.clientHeight, rowHeightPx);
    draw();
  };
  const toggle = ({ item }: TableRow<T>, wanted: boolean) => {
    if (details(item).length === 0 || expanded.has(item) === wanted) return;
    if (wanted) expanded.add(item);
    else {
      expanded.delete(item);
      active = rows.findIndex((other) => other.item === item);
    }
    relayout();
  };

  function createRow(row: TableRow<T>, index: number): HTMLElement {
    const { item, detail } = row;
    const opens = detail === null && details(item).length > 0;
    const element = h('div', {
      class: `row ${detail ? `detail-row ${options.detailName}` : name}-row${index === active ? ' active' : ''}`,
      role: 'row',
      id: `${name}-row-${index}`,
      'aria-rowindex': index + 2,
      'aria-selected': index === active ? 'true' : 'false',
      'aria-level': detail ? 2 : 1,
      'aria-expanded': opens ? String(expanded.has(item)) : null,
      'data-index': index,
    });
    element.style.transform = `translateY(${index * rowHeightPx}px)`;
    if (detail) element.append(...detailCells(detail));
    else for (const column of columns) element.append(createCell(column, item, opens));
    return element;
  }

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

  const rowOf = (event: Event): number => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : null;
    return element ? Number(element.dataset['index']) : -1;
  };
  viewport.addEventListener('click', (event) => {
    const index = rowOf(event);
    const row = rows[index];
    if (!row) return;
    activate(index);
    if (event.target instanceof Element && event.target.closest('.twistie:not(.none)'))
      toggle(row, !expanded.has(row.item));
    else open(row.item, row.detail);
  });
  grid.addEventListener('keydown', (event) => {
    if (event.target !== grid) return;
    const page = Math.max(1, Math.floor(viewport.clientHeight / rowHeightPx) - 1);
    const row = rows[active];
    const keys: Record<string, () => void> = {
      ArrowDown: () => activate(active + 1),
      ArrowUp: () => activate(active - 1),
      PageDown: () => activate(active + page),
      PageUp: () => activate(active - page),
      Home: () => activate(0),
      End: () => activate(rows.length - 1),
      ArrowRight: () => row && toggle(row, true),
      ArrowLeft: () => row && toggle(row, false),
      Enter: () => row && open(row.item, row.detail),
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  grid.addEventListener('focus', () => {
    if (active < 0 && grid.matches(':focus-visible')) activate(0);
  });
  viewport.addEventListener('scroll', draw, { passive: true });
  new ResizeObserver(() => {
    grid.style.setProperty('--scrollbar-width', `${viewport.offsetWidth - viewport.clientWidth}px`);
    draw();
  }).observe(viewport);

  return {
    element: h('div', { class: 'data-table-frame' }, grid, nothing),
    show: (next, sort) => {
      items = next;
      active = -1;
      viewport.scrollTop = 0;
      columns.forEach((column, at) => {
        const sorted = column.key === sort.key;
        headers[at]?.setAttribute('aria-sort', sorted ? (sort.descending ? 'descending' : 'ascending') : 'none');
      });
      relayout();
    },
  };
}

function createHeader<T>(column: Column<T>, sortBy: (column: Column<T>) => void): HTMLElement {
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
