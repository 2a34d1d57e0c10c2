/** A tree that is opened row by row, as the flat list that the grid shows. */
export interface TreeRow<N> {
  readonly node: N;
  /** From 1. */
  readonly level: number;
  readonly at: number;
  readonly of: number;
}

export interface TreeOfRows<N> {
  readonly roots: readonly N[];
  rows(): readonly TreeRow<N>[];
  childrenOf(node: N): readonly N[];
  isExpanded(node: N): boolean;
  setExpanded(node: N, expanded: boolean): void;
}

/** `children` is asked once for each row that is opened or looked at. */
export function createTreeOfRows<N>(roots: readonly N[], children: (node: N) => readonly N[]): TreeOfRows<N> {
  const known = new Map<N, readonly N[]>();
  const expanded = new Set<N>();
  const childrenOf = (node: N): readonly N[] => {
    let found = known.get(node);
    if (found === undefined) known.set(node, (found = children(node)));
    return found;
  };
  return {
    roots,
    childrenOf,
    isExpanded: (node) => expanded.has(node),
    setExpanded: (node, wanted) => void (wanted ? expanded.add(node) : expanded.delete(node)),
    rows: () => {
      const rows: TreeRow<N>[] = [];
      // A list of what is still to come, and no recursion: paths are as deep as stacks.
      const waiting: TreeRow<N>[] = [];
      const queue = (nodes: readonly N[], level: number) => {
        for (let at = nodes.length - 1; at >= 0; at--)
          waiting.push({ node: nodes[at] as N, level, at: at + 1, of: nodes.length });
      };
      queue(roots, 1);
      for (let row = waiting.pop(); row !== undefined; row = waiting.pop()) {
        rows.push(row);
        if (expanded.has(row.node)) queue(childrenOf(row.node), row.level + 1);
      }
      return rows;
    },
  };
}
