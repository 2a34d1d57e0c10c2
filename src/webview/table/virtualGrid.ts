/**
 * A grid that holds elements for the rows in sight only: 10,000 rows cost as much as forty. Rows have levels, and may
 * open and close; which rows there are then is the caller's business.
 */
import { h } from '../dom.ts';
import { rowWindow, scrollToRow } from './rowWindow.ts';

/** The style sheet has the same number as `--row-height`. */
const rowHeightPx = 24;

/** How a row stands among the others. */
export interface RowPlace {
  /** From 1. */
  readonly level: number;
  /** Null where there is nothing to open. */
  readonly isExpanded: boolean | null;
  /** Among the rows of its level below the same row: from 1, and how many. Left out where the grid is a plain list. */
  readonly position?: { readonly at: number; readonly of: number };
}

export interface VirtualGridOptions<R> {
  /** The grid gets the class `<name>-table`, its rows ids `<name>-row-<index>`. */
  readonly name: string;
  readonly label: string;
  readonly className?: string;
  readonly headers: readonly HTMLElement[];
  placeOf(row: R): RowPlace;
  classOf(row: R): string;
  cellsOf(row: R): readonly HTMLElement[];
  /** By click, Enter or double click. */
  act(row: R, how: RowAction): void;
  toggle(row: R, expand: boolean): void;
  /** The row that the keyboard stands on, or that was clicked, has changed. */
  activated?(row: R): void;
  /** A right click, or the keyboard's menu key; in pixels of the grid. */
  menu?(row: R, at: { x: number; y: number }): void;
}

export interface RowAction {
  readonly by: 'click' | 'double-click' | 'Enter';
  readonly ctrl: boolean;
  readonly alt: boolean;
}

export interface VirtualGrid<R> {
  readonly element: HTMLElement;
  readonly rows: readonly R[];
  /** `active`: index of the row that the keyboard stands on, -1 for none. */
  show(rows: readonly R[], active: number): void;
  activeIndex(): number;
  /** Makes the row active and brings it into sight, without a word to `activated`. */
  reveal(index: number): void;
  scrollToTop(): void;
  /** The rows in sight look different. */
  redraw(): void;
}

export function createVirtualGrid<R>(options: VirtualGridOptions<R>): VirtualGrid<R> {
  const { name, label, headers, placeOf } = options;
  const canvas = h('div', { class: 'rows-canvas', role: 'rowgroup' });
  const viewport = h('div', { class: 'rows-viewport', role: 'presentation' }, canvas);
  const element = h(
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
  let rows: readonly R[] = [];
  // None until the grid is used.
  let active = -1;

  const draw = () => {
    const { first, last } = rowWindow(viewport.scrollTop, viewport.clientHeight, rowHeightPx, rows.length);
    canvas.replaceChildren(...rows.slice(first, last).map((row, offset) => createRow(row, first + offset)));
    if (active >= 0) element.setAttribute('aria-activedescendant', `${name}-row-${active}`);
    else element.removeAttribute('aria-activedescendant');
  };
  const reveal = (index: number) => {
    active = Math.max(0, Math.min(index, rows.length - 1));
    viewport.scrollTop = scrollToRow(active, viewport.scrollTop, viewport.clientHeight, rowHeightPx);
    draw();
  };
  const activate = (index: number) => {
    // The second click of two leaves the row where it is: a double click on an element that is gone reaches nobody.
    if (index !== active) reveal(index);
    const row = rows[active];
    if (row !== undefined) options.activated?.(row);
  };

  function createRow(row: R, index: number): HTMLElement {
    const { level, isExpanded, position } = placeOf(row);
    const created = h(
      'div',
      {
        class: `row ${options.classOf(row)}${index === active ? ' active' : ''}`,
        role: 'row',
        id: `${name}-row-${index}`,
        'aria-rowindex': index + 2,
        'aria-selected': index === active ? 'true' : 'false',
        'aria-level': level,
        'aria-expanded': isExpanded === null ? null : String(isExpanded),
        'aria-posinset': position?.at,
        'aria-setsize': position?.of,
        'data-index': index,
      },
      ...options.cellsOf(row),
    );
    created.style.transform = `translateY(${index * rowHeightPx}px)`;
    return created;
  }

  const indexOf = (event: Event): number => {
    const found = event.target instanceof Element ? event.target.closest<HTMLElement>('.row') : null;
    return found ? Number(found.dataset['index']) : -1;
  };
  const onClick = (event: MouseEvent, by: 'click' | 'double-click') => {
    const index = indexOf(event);
    const row = rows[index];
    if (row === undefined) return;
    const { isExpanded } = placeOf(row);
    const isTwistie = event.target instanceof Element && event.target.closest('.twistie:not(.none)') !== null;
    if (by === 'click') activate(index);
    if (!isTwistie) options.act(row, { by, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey });
    else if (by === 'click' && isExpanded !== null) options.toggle(row, !isExpanded);
  };
  viewport.addEventListener('click', (event) => onClick(event, 'click'));
  viewport.addEventListener('dblclick', (event) => onClick(event, 'double-click'));
  viewport.addEventListener('contextmenu', (event) => {
    const index = event.button === 2 ? indexOf(event) : -1;
    const row = rows[index];
    if (!options.menu) return;
    event.preventDefault();
    if (row === undefined) return;
    activate(index);
    const area = element.getBoundingClientRect();
    options.menu(row, { x: event.clientX - area.left, y: event.clientY - area.top });
  });

  const levelOf = (index: number) => {
    const row = rows[index];
    return row === undefined ? 0 : placeOf(row).level;
  };
  const toCaller = () => {
    let at = active;
    while (at > 0 && levelOf(at) >= levelOf(active)) at--;
    if (levelOf(at) < levelOf(active)) activate(at);
  };
  const unfold = (row: R) => {
    const { isExpanded, level } = placeOf(row);
    if (isExpanded === false) options.toggle(row, true);
    else if (isExpanded === true && levelOf(active + 1) > level) activate(active + 1);
  };
  const fold = (row: R) => {
    if (placeOf(row).isExpanded === true) options.toggle(row, false);
    else toCaller();
  };
  const menuAtRow = (row: R) => {
    const top = element.querySelector(`#${name}-row-${active}`)?.getBoundingClientRect().bottom ?? 0;
    options.menu?.(row, { x: rowHeightPx, y: top - element.getBoundingClientRect().top });
  };
  element.addEventListener('keydown', (event) => {
    if (event.target !== element) return;
    const page = Math.max(1, Math.floor(viewport.clientHeight / rowHeightPx) - 1);
    const row = rows[active];
    const withRow = (act: (row: R) => void) => () => {
      if (row !== undefined) act(row);
    };
    const keys: Record<string, () => void> = {
      ArrowDown: () => activate(active + 1),
      ArrowUp: () => activate(active - 1),
      PageDown: () => activate(active + page),
      PageUp: () => activate(active - page),
      Home: () => activate(0),
      End: () => activate(rows.length - 1),
      ArrowRight: withRow(unfold),
      ArrowLeft: withRow(fold),
      Enter: withRow((it) => options.act(it, { by: 'Enter', ctrl: event.ctrlKey || event.metaKey, alt: event.altKey })),
      ...(options.menu ? { ContextMenu: withRow(menuAtRow), F10: withRow(menuAtRow) } : {}),
    };
    const isModified = event.ctrlKey || event.metaKey || event.altKey;
    const act = keys[event.key];
    if (!act || (isModified && event.key !== 'Enter') || (event.key === 'F10' && !event.shiftKey)) return;
    event.preventDefault();
    act();
  });
  element.addEventListener('focus', () => {
    if (active < 0 && rows.length > 0 && element.matches(':focus-visible')) reveal(0);
  });
  viewport.addEventListener('scroll', draw, { passive: true });
  new ResizeObserver(() => {
    element.style.setProperty('--scrollbar-width', `${viewport.offsetWidth - viewport.clientWidth}px`);
    draw();
  }).observe(viewport);

  return {
    element,
    get rows() {
      return rows;
    },
    show: (next, nextActive) => {
      rows = next;
      active = Math.min(nextActive, rows.length - 1);
      canvas.style.height = `${rows.length * rowHeightPx}px`;
      element.style.setProperty('--rows-height', `${rows.length * rowHeightPx}px`);
      element.setAttribute('aria-rowcount', String(rows.length + 1));
      draw();
    },
    activeIndex: () => active,
    reveal,
    scrollToTop: () => (viewport.scrollTop = 0),
    redraw: draw,
  };
}
