/** From one tree to a tree made of it: weights, samples and the selection follow. */
import { withTotals } from './nodeWeights.ts';
import { onceFor } from './onceFor.ts';
import { noNode, type CallTree, type LineTicks, type NodeWeights, type Samples } from './threadProfile.ts';

export interface MappedTree {
  readonly tree: CallTree;
  /** Node of the tree before → node of `tree`, `noNode` when it was left out. */
  readonly newOfOld: Int32Array;
}

export function unchanged(tree: CallTree): MappedTree {
  const newOfOld = new Int32Array(tree.parentOfNode.length);
  for (let node = 0; node < newOfOld.length; node++) newOfOld[node] = node;
  return { tree, newOfOld };
}

export function moveWeights({ tree, newOfOld }: MappedTree, weights: Pick<NodeWeights, 'self' | 'count'>): NodeWeights {
  const self = new Float64Array(tree.parentOfNode.length);
  const count = new Float64Array(tree.parentOfNode.length);
  for (let old = 0; old < newOfOld.length; old++) {
    const node = newOfOld[old]!;
    if (node === noNode) continue;
    self[node]! += weights.self[old]!;
    count[node]! += weights.count[old]!;
  }
  return withTotals(tree, self, count);
}

export function moveSamples({ newOfOld }: MappedTree, { nodeOfSample, startOfSample }: Samples): Samples {
  return { nodeOfSample: moveNodes(newOfOld, nodeOfSample), startOfSample };
}

/** Ticks keep the node whose function they were recorded in only as long as no transform puts it into another. */
export function moveTicks({ newOfOld }: MappedTree, ticks: LineTicks): LineTicks {
  return { ...ticks, nodeOfTick: moveNodes(newOfOld, ticks.nodeOfTick) };
}

function moveNodes(newOfOld: Int32Array, nodes: Int32Array): Int32Array {
  const moved = new Int32Array(nodes.length);
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    moved[at] = node === noNode ? noNode : newOfOld[node]!;
  }
  return moved;
}

/** Node of the new tree → the first node that became it; `noNode` for one that only holds others. To keep a selection. */
export const oldOfNew = onceFor(({ tree, newOfOld }: MappedTree): Int32Array => {
  const old = new Int32Array(tree.parentOfNode.length).fill(noNode);
  for (let node = newOfOld.length - 1; node >= 0; node--) {
    const moved = newOfOld[node]!;
    if (moved !== noNode) old[moved] = node;
  }
  return old;
});

/** One mapping after the other. */
export function compose(first: MappedTree, second: MappedTree): MappedTree {
  return { tree: second.tree, newOfOld: moveNodes(second.newOfOld, first.newOfOld) };
}
