/** Callees of each node, as two columns: a tree has no objects to walk. */
import { onceFor } from './onceFor.ts';
import { noNode, type CallTree } from './threadProfile.ts';

export interface Callees {
  /** Callees of a node are `nodes[startOfNode[node]]` to `nodes[startOfNode[node + 1] - 1]`, in the order of the tree. */
  readonly startOfNode: Int32Array;
  readonly nodes: Int32Array;
  readonly roots: Int32Array;
}

export const calleesOf = onceFor((tree: CallTree): Callees => {
  const { parentOfNode } = tree;
  const count = parentOfNode.length;
  const startOfNode = new Int32Array(count + 1);
  let rootCount = 0;
  for (let node = 0; node < count; node++) {
    const parent = parentOfNode[node]!;
    if (parent === noNode) rootCount++;
    else startOfNode[parent + 1]!++;
  }
  for (let node = 0; node < count; node++) startOfNode[node + 1]! += startOfNode[node]!;
  const next = startOfNode.slice(0, count);
  const nodes = new Int32Array(count - rootCount);
  const roots = new Int32Array(rootCount);
  let root = 0;
  for (let node = 0; node < count; node++) {
    const parent = parentOfNode[node]!;
    if (parent === noNode) roots[root++] = node;
    else nodes[next[parent]!++] = node;
  }
  return { startOfNode, nodes, roots };
});

/** Every node before its callees and all of these before its next sibling: the order in which one stack follows another. */
export const depthFirst = onceFor((tree: CallTree): Int32Array => {
  const { parentOfNode } = tree;
  const { startOfNode, nodes, roots } = calleesOf(tree);
  const order = new Int32Array(parentOfNode.length);
  // A node waits here at most once, so this never holds more than all of them.
  const waiting = new Int32Array(parentOfNode.length);
  let filled = 0;
  let at = 0;
  for (let root = roots.length - 1; root >= 0; root--) waiting[filled++] = roots[root]!;
  while (filled > 0) {
    const node = waiting[--filled]!;
    order[at++] = node;
    for (let callee = startOfNode[node + 1]! - 1; callee >= startOfNode[node]!; callee--)
      waiting[filled++] = nodes[callee]!;
  }
  return order;
});
