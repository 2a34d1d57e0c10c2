/** A table among the views: rows of a tree, the chosen function marked in it, and the same actions as in a picture. */
import { h } from '../../dom.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { createVirtualGrid, type RowAction } from '../../table/virtualGrid.ts';
import type { Chosen } from '../chosen.ts';
import type { PartSearch, SearchStep, ViewContext, ViewerPart } from '../viewContext.ts';
import { nodeAt, pathOfRow, placeAmongFound, stepInRows, type RowPath, type SearchedRows } from './stepInRows.ts';
import type { TreeOfRows, TreeRow } from './treeRows.ts';

export interface ViewerTableOptions<N> {
  readonly name: string;
  readonly label: string;
  readonly className: string;
  readonly headers: readonly HTMLElement[];
  /** In place of a table without rows. */
  readonly nothing: string;
  readonly tree: TreeOfRows<N>;
  cellsOf(row: TreeRow<N>, isExpanded: boolean | null): readonly HTMLElement[];
  hasChildren(node: N): boolean;
  /** Null for a row that is no function. */
  chosenOf(node: N): Chosen | null;
  frameOf(node: N): FlameFrame | null;
  /** Opens what has to be open, and gives the index of the row; -1 where there is none. */
  find(chosen: Chosen, tree: TreeOfRows<N>): number;
  /** What the search goes through; left out where it finds nothing of its own. */
  readonly searched?: SearchedRows<N>;
  /** Enter and double click; opening the source has been seen to. */
  act?(node: N): void;
}

export interface ViewerTable<N> extends ViewerPart {
  /** Other rows: sorted or filtered anew. */
  show(tree: TreeOfRows<N>): void;
}

export function createViewerTable<N>(context: ViewContext, options: ViewerTableOptions<N>): ViewerTable<N> {
  let tree = options.tree;
  const nothing = h('p', { class: 'empty', hidden: true }, options.nothing);
  const expansionOf = (node: N) => (options.hasChildren(node) ? tree.isExpanded(node) : null);
  const toggle = ({ node }: TreeRow<N>, expand: boolean) => {
    tree.setExpanded(node, expand);
    const rows = tree.rows();
    grid.show(
      rows,
      rows.findIndex((row) => row.node === node),
    );
  };
  const act = (row: TreeRow<N>, { by, ctrl, alt }: RowAction) => {
    const frame = options.frameOf(row.node);
    if ((ctrl || alt) && by !== 'double-click') {
      if (frame) context.open(frame, alt);
      return;
    }
    if (by === 'click') return;
    if (options.act) options.act(row.node);
    else if (options.hasChildren(row.node)) toggle(row, !tree.isExpanded(row.node));
  };
  const grid = createVirtualGrid<TreeRow<N>>({
    name: options.name,
    label: options.label,
    className: `viewer-table ${options.className}`,
    headers: options.headers,
    placeOf: ({ node, level, at, of }) => ({ level, isExpanded: expansionOf(node), position: { at, of } }),
    classOf: () => `${options.name}-row`,
    cellsOf: (row) => options.cellsOf(row, expansionOf(row.node)),
    act,
    toggle,
    activated: ({ node }) => {
      const chosen = options.chosenOf(node);
      if (chosen) context.choose(chosen);
    },
    menu: ({ node }, at) => {
      const chosen = options.chosenOf(node);
      if (chosen) context.menu(chosen, grid.element, at);
    },
  });
  const show = () => {
    const rows = tree.rows();
    nothing.hidden = rows.length > 0;
    grid.element.hidden = rows.length === 0;
    grid.show(rows, -1);
  };
  const showChosen = () => {
    const chosen = context.chosen();
    const index = chosen ? options.find(chosen, tree) : -1;
    if (index < 0) return;
    grid.show(tree.rows(), index);
    grid.reveal(index);
  };
  const goTo = (path: RowPath<N>) => {
    for (const caller of path.slice(0, -1)) tree.setExpanded(caller.rows[caller.at] as N, true);
    const node = nodeAt(path) as N;
    const rows = tree.rows();
    const index = rows.findIndex((row) => row.node === node && row.level === path.length);
    grid.show(rows, index);
    grid.reveal(index);
    const chosen = options.chosenOf(node);
    if (chosen) context.choose(chosen);
    grid.redraw();
  };
  const { searched } = options;
  show();
  // Once it has its height, so that the row can come into sight.
  requestAnimationFrame(showChosen);
  return {
    element: h('div', { class: 'data-table-frame' }, grid.element, nothing),
    show: (next) => {
      tree = next;
      show();
      showChosen();
    },
    refresh: () => {
      grid.redraw();
      showChosen();
    },
    ...(searched
      ? {
          search: {
            count: () => null,
            step: (by): SearchStep | null => {
              const path = context.isMatch() && stepInRows(tree, pathOfRow(tree, grid.activeIndex()), by, searched);
              if (!path) return null;
              goTo(path);
              return placeAmongFound(tree, path, searched);
            },
          } satisfies PartSearch,
        }
      : {}),
    focusKeyboard: () => grid.element.focus({ preventScroll: true }),
    dispose: () => {},
  };
}
