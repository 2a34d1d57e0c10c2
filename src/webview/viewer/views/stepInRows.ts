/** From one row that a search finds to the next, as the table is read: also into rows that are closed. */
import type { TreeOfRows } from './treeRows.ts';

export interface SearchedRows<N> {
  isMatch(node: N): boolean;
  /** How many rows below it are found and can be gone to, whether it is open or not. */
  below(node: N): number;
}

/** Only what is open: a tree of callers has a path for every stack, and nobody can go through all of them. */
export function searchOpenRows<N>(
  tree: Pick<TreeOfRows<N>, 'isExpanded' | 'childrenOf'>,
  isMatch: (node: N) => boolean,
): SearchedRows<N> {
  return {
    isMatch,
    below: (node) => {
      let found = 0;
      const open = [node];
      for (let row = open.pop(); row !== undefined; row = open.pop()) {
        if (!tree.isExpanded(row)) continue;
        for (const child of tree.childrenOf(row)) {
          if (isMatch(child)) found++;
          open.push(child);
        }
      }
      return found;
    },
  };
}

/** Rows of one parent, and which of them is meant. */
export interface Level<N> {
  readonly rows: readonly N[];
  at: number;
}

/** A way down from the roots; empty for no row. */
export type RowPath<N> = readonly Level<N>[];

export const nodeAt = <N>(path: RowPath<N>): N | undefined => {
  const last = path.at(-1);
  return last?.rows[last.at];
};

/** Of a row as it is drawn; empty for none. */
export function pathOfRow<N>(tree: TreeOfRows<N>, index: number): RowPath<N> {
  const rows = tree.rows();
  const path: Level<N>[] = [];
  let level = rows[index]?.level ?? 0;
  for (let at = index; at >= 0 && level > 0; at--) {
    const row = rows[at]!;
    if (row.level !== level) continue;
    path.push({ rows: [], at: row.at - 1 });
    level--;
  }
  path.reverse();
  let siblings = tree.roots;
  return path.map(({ at }) => {
    const found = { rows: siblings, at };
    const node = siblings[at];
    if (node !== undefined) siblings = tree.childrenOf(node);
    return found;
  });
}

/** The way to the next or previous row that is found; from the last on to the first. Null where nothing is. */
export function stepInRows<N>(
  tree: TreeOfRows<N>,
  from: RowPath<N>,
  by: 1 | -1,
  searched: SearchedRows<N>,
): RowPath<N> | null {
  const step = by > 0 ? next : previous;
  const start = from.length > 0 ? from : fromOutside(tree, by);
  return step(tree, start, searched) ?? step(tree, fromOutside(tree, by), searched);
}

const fromOutside = <N>({ roots }: TreeOfRows<N>, by: 1 | -1): RowPath<N> => [
  { rows: roots, at: by > 0 ? -1 : roots.length },
];

function next<N>(tree: TreeOfRows<N>, from: RowPath<N>, { isMatch, below }: SearchedRows<N>): RowPath<N> | null {
  const path = from.map((level) => ({ ...level }));
  const here = nodeAt(path);
  if (here !== undefined && below(here) > 0) path.push({ rows: tree.childrenOf(here), at: -1 });
  while (path.length > 0) {
    const level = path[path.length - 1]!;
    if (++level.at >= level.rows.length) {
      path.pop();
      continue;
    }
    const node = level.rows[level.at]!;
    if (isMatch(node)) return path;
    if (below(node) > 0) path.push({ rows: tree.childrenOf(node), at: -1 });
  }
  return null;
}

function previous<N>(tree: TreeOfRows<N>, from: RowPath<N>, { isMatch, below }: SearchedRows<N>): RowPath<N> | null {
  const path = from.map((level) => ({ ...level }));
  while (path.length > 0) {
    const level = path[path.length - 1]!;
    if (--level.at < 0) {
      path.pop();
      const caller = nodeAt(path);
      if (caller !== undefined && isMatch(caller)) return path;
      continue;
    }
    // The last row below it comes right before the row that we are from.
    let node = level.rows[level.at]!;
    while (below(node) > 0) {
      const rows = tree.childrenOf(node);
      path.push({ rows, at: rows.length - 1 });
      node = rows[rows.length - 1]!;
    }
    if (isMatch(node)) return path;
  }
  return null;
}

/** Which of them it is, from 1, and how many there are. */
export function placeAmongFound<N>(
  { roots }: TreeOfRows<N>,
  path: RowPath<N>,
  { isMatch, below }: SearchedRows<N>,
): { readonly at: number; readonly of: number } {
  const found = (node: N) => (isMatch(node) ? 1 : 0) + below(node);
  const sum = (rows: readonly N[]) => rows.reduce((before, node) => before + found(node), 0);
  const at = path.reduce((before, level, depth) => {
    const node = level.rows[level.at];
    const isCaller = depth < path.length - 1;
    return before + sum(level.rows.slice(0, level.at)) + (isCaller && node !== undefined && isMatch(node) ? 1 : 0);
  }, 1);
  return { at, of: sum(roots) };
}
