/** Functions, files, packages or categories of two profiles, the largest difference first. */
import type { Difference } from '../../../profiler/comparison.ts';
import { h } from '../../dom.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { formatBytes, formatMsCell } from '../../format.ts';
import { createHeader } from '../../table/dataTable.ts';
import { differenceColumns, type NamedRow } from '../../table/differenceColumns.ts';
import { nextSort, sortRows, type Sort } from '../../table/sortRows.ts';
import { createVirtualGrid } from '../../table/virtualGrid.ts';
import { categoryText } from '../../views/words.ts';
import { frameRow, type Chosen } from '../chosen.ts';
import { differenceTable, groupFrames, type Grouping } from '../model/index.ts';
import type { ViewerPart } from '../viewContext.ts';
import type { DifferenceContext } from './differenceContext.ts';
import { standardErrors } from './differenceFacts.ts';

interface Row extends NamedRow {
  readonly group: number;
  /** The function itself, or one of the file, package or category. */
  readonly frame: FlameFrame;
  readonly difference: Difference;
}

const microsPerMs = 1000;
const largestFirst: Sort = { key: 'delta', descending: true };

export function createDifferenceRows(context: DifferenceContext, grouping: Grouping): ViewerPart {
  const { unit } = context;
  const { difference, tree } = context.scene();
  const { measure, onlyCertain } = context.view();
  const groups = groupFrames(tree.frames, grouping);
  const toUnit = (weight: number) => (unit === 'micros' ? weight / microsPerMs : weight);
  const all = differenceTable(difference, groups, measure).map((row): Row => {
    const group = groups.groups[row.group]!;
    const frame = tree.frames[group.frame]!;
    return {
      group: row.group,
      name: group.name ?? categoryText[group.category],
      location: grouping === 'function' ? context.locate(frame) : null,
      category: group.category,
      presence: row.before === 0 ? 'after-only' : row.after === 0 ? 'before-only' : 'both',
      frame,
      difference: {
        before: toUnit(row.before),
        after: toUnit(row.after),
        delta: toUnit(row.delta),
        noise: toUnit(row.error * standardErrors),
        isSignificant: !row.isWithinNoise,
      },
    };
  });
  const columns = differenceColumns<Row>({
    unit: unit === 'micros' ? ', ms' : '',
    of: (row) => row.difference,
    format: unit === 'micros' ? formatMsCell : formatBytes,
    wish: 'less',
  });
  let sort = largestFirst;
  const headers = columns.map((column) =>
    createHeader(column, () => {
      sort = nextSort(sort, column, all);
      show();
    }),
  );
  const chosenOf = ({ frame }: Row): Chosen | null => (grouping === 'function' ? { frame, node: null } : null);
  const nothing = h('p', { class: 'empty', hidden: true });
  const grid = createVirtualGrid<Row>({
    name: 'difference',
    label: 'Differences, the largest first',
    className: 'difference-table',
    headers,
    placeOf: () => ({ level: 1, isExpanded: null }),
    classOf: () => 'difference-row',
    cellsOf: (row) =>
      columns.map((column) => h('div', { class: `cell cell-${column.name}`, role: 'gridcell' }, ...column.cell(row))),
    act: (row, { by, ctrl, alt }) => {
      const opens = by === 'click' ? ctrl || alt : true;
      if (opens && grouping === 'function') context.open(row.frame, alt);
    },
    toggle: () => {},
    activated: (row) => {
      const chosen = chosenOf(row);
      if (chosen) context.choose(chosen);
    },
    menu: (row, at) => {
      const chosen = chosenOf(row);
      if (chosen) context.menu(chosen, grid.element, at);
    },
  });

  function show(): void {
    const isMatch = context.isMatch();
    const matching = new Set<number>();
    groups.groupOfFrame.forEach((group, frame) => {
      if (isMatch?.[frame] === 1) matching.add(group);
    });
    const rows = sortRows(
      all.filter(
        (row) => (isMatch === null || matching.has(row.group)) && (!onlyCertain || row.difference.isSignificant),
      ),
      columns,
      sort,
    );
    columns.forEach(({ key }, at) => {
      const order = sort.descending ? 'descending' : 'ascending';
      headers[at]?.setAttribute('aria-sort', key === sort.key ? order : 'none');
    });
    nothing.textContent = onlyCertain ? 'Nothing differs beyond the noise.' : 'Nothing matches.';
    nothing.hidden = rows.length > 0;
    grid.element.hidden = rows.length === 0;
    grid.show(rows, -1);
    const chosen = context.chosen();
    const group = chosen ? groups.groupOfFrame[frameRow(tree, chosen)] : undefined;
    const index = group === undefined ? -1 : rows.findIndex((row) => row.group === group);
    if (index >= 0) grid.reveal(index);
  }
  show();
  return {
    element: h('div', { class: 'data-table-frame' }, grid.element, nothing),
    refresh: show,
    search: {
      count: () => null,
      // Rows that do not match are left out.
      step: (by) => {
        const { rows } = grid;
        if (rows.length === 0) return null;
        const active = grid.activeIndex();
        const at = active < 0 ? (by > 0 ? 0 : rows.length - 1) : (active + by + rows.length) % rows.length;
        const chosen = chosenOf(rows[at]!);
        if (chosen) context.choose(chosen);
        grid.reveal(at);
        return { at: at + 1, of: rows.length };
      },
    },
    focusKeyboard: () => grid.element.focus({ preventScroll: true }),
    dispose: () => {},
  };
}
