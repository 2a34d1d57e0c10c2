/**
 * A grid that holds elements for the rows in sight only: 10,000 functions cost as much as forty. Rows of a function's
 * lines open below it.
 */
import type { HotFunction } from '../../profiler/report.ts';
import { h } from '../dom.ts';
import { formatMsCell, formatShare } from '../format.ts';
import { plainColumns, pstatsColumns, type Column } from './functionColumns.ts';
import { rowWindow, scrollToRow } from './rowWindow.ts';
import type { Sort, SortKey } from './sortRows.ts';
import { tableRows, type TableRow } from './tableRows.ts';

/** The style sheet has the same number as `--row-height`. */
const rowHeightPx = 24;

export interface FunctionTable {
  readonly element: HTMLElement;
  show(rows: readonly HotFunction[], sort: Sort): void;
}

export interface FunctionTableOptions {
  readonly withCalls: boolean;
  open(row: HotFunction, line: number | null): void;
  sortBy(key: SortKey): void;
}

export function createFunctionTable({ withCalls, open, sortBy }: FunctionTableOptions): FunctionTable {
  const columns = withCalls ? pstatsColumns : plainColumns;
  const headers = columns.map((column) => createHeader(column, sortBy));
  const canvas = h('div', { class: 'rows-canvas', role: 'rowgroup' });
  const viewport = h('div', { class: 'rows-viewport', role: 'presentation' }, canvas);
  const grid = h(
    'div',
    {
      class: `function-table ${withCalls ? 'with-calls' : 'without-calls'}`,
      role: 'grid',
      tabindex: 0,
      'aria-label': 'Hot functions',
    },
    h('div', { class: 'header-row', role: 'row', 'aria-rowindex': 1 }, ...headers),
    viewport,
  );
  const nothing = h('p', { class: 'empty', hidden: true }, 'No function matches the filter.');

  let functions: readonly HotFunction[] = [];
  let rows: readonly TableRow[] = [];
  const expanded = new Set<HotFunction>();
  // None until the table is used.
  let active = -1;

  const draw = () => {
    const { first, last } = rowWindow(viewport.scrollTop, viewport.clientHeight, rowHeightPx, rows.length);
    canvas.replaceChildren(...rows.slice(first, last).map((row, offset) => createRow(row, first + offset)));
    if (active >= 0) grid.setAttribute('aria-activedescendant', `function-row-${active}`);
    else grid.removeAttribute('aria-activedescendant');
  };
  const relayout = () => {
    rows = tableRows(functions, expanded);
    active = Math.min(active, rows.length - 1);
    canvas.style.height = `${rows.length * rowHeightPx}px`;
    grid.setAttribute('aria-rowcount', String(rows.length + 1));
    nothing.hidden = rows.length > 0;
    draw();
  };
  const activate = (index: number) => {
    active = Math.max(0, Math.min(index, rows.length - 1));
    viewport.scrollTop = scrollToRow(active, viewport.scrollTop, viewport.clientHeight, rowHeightPx);
    draw();
  };
  const toggle = (row: TableRow, wanted: boolean) => {
    if (row.function.lines.length === 0 || expanded.has(row.function) === wanted) return;
    if (wanted) expanded.add(row.function);
    else {
      expanded.delete(row.function);
      active = rows.findIndex((other) => other.function === row.function);
    }
    relayout();
  };

  function createRow(row: TableRow, index: number): HTMLElement {
    const element = h('div', {
      class: `row ${row.kind}-row${index === active ? ' active' : ''}`,
      role: 'row',
      id: `function-row-${index}`,
      'aria-rowindex': index + 2,
      'aria-selected': index === active ? 'true' : 'false',
      'aria-level': row.kind === 'line' ? 2 : 1,
      'aria-expanded':
        row.kind === 'function' && row.function.lines.length > 0 ? String(expanded.has(row.function)) : null,
      'data-index': index,
    });
    element.style.transform = `translateY(${index * rowHeightPx}px)`;
    if (row.kind === 'line') element.append(...lineCells(row));
    else for (const column of columns) element.append(createCell(column, row.function));
    return element;
  }

  function createCell(column: Column, hot: HotFunction): HTMLElement {
    const cell = h('div', { class: `cell cell-${column.name}`, role: 'gridcell' }, ...column.cell(hot));
    if (column.key === 'name')
      cell.prepend(
        h('span', {
          class: hot.lines.length > 0 ? `twistie${expanded.has(hot) ? ' open' : ''}` : 'twistie none',
          'aria-hidden': 'true',
        }),
      );
    return cell;
  }

  function lineCells(row: TableRow & { kind: 'line' }): HTMLElement[] {
    return columns.map((column) => {
      if (column.key === 'name')
        return h('div', { class: 'cell cell-name line-name', role: 'gridcell' }, `line ${row.line}`);
      if (column.key !== 'self') return h('div', { class: `cell cell-${column.name}`, role: 'gridcell' });
      const share = row.function.selfMs > 0 ? (row.selfMs / row.function.selfMs) * row.function.selfShare : 0;
      return h(
        'div',
        { class: 'cell cell-time', role: 'gridcell' },
        h('span', { class: 'ms' }, formatMsCell(row.selfMs)),
        h('span', { class: 'share' }, formatShare(share)),
      );
    });
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
      toggle(row, !expanded.has(row.function));
    else open(row.function, row.kind === 'line' ? row.line : null);
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
      Enter: () => row && open(row.function, row.kind === 'line' ? row.line : null),
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
    element: h('div', { class: 'function-table-frame' }, grid, nothing),
    show: (next, sort) => {
      functions = next;
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

function createHeader(column: Column, sortBy: (key: SortKey) => void): HTMLElement {
  const button = h(
    'button',
    { type: 'button', title: column.hint },
    h(
      'span',
      { class: 'header-title' },
      h('span', {}, column.title),
      column.pstats && h('span', { class: 'pstats-name' }, column.pstats),
    ),
    h('span', { class: 'sort-sign', 'aria-hidden': 'true' }),
  );
  button.addEventListener('click', () => sortBy(column.key));
  return h(
    'div',
    { class: `cell cell-${column.name}`, role: 'columnheader', 'aria-sort': 'none', 'data-key': column.key },
    button,
  );
}
