/** Self, total and count of each function, file, package or category. */
import type { FrameGroups } from './frameGroups.ts';
import { noGroup } from './frameGroups.ts';
import { sumOf } from './nodeWeights.ts';
import { onceFor } from './onceFor.ts';
import type { CallTree, NodeWeights } from './threadProfile.ts';
import { depthFirst } from './treeOrder.ts';

/** Columns by row of `FrameGroups.groups`. */
export interface GroupTable {
  readonly self: Float64Array;
  /** Each stack once, however often the group is on it: never above `whole`. */
  readonly total: Float64Array;
  /** Samples or objects at the top of the stack. */
  readonly count: Float64Array;
  /** What shares are of: all that has a weight. */
  readonly whole: number;
}

export function tabulate(tree: CallTree, { self, count, total }: NodeWeights, groups: FrameGroups): GroupTable {
  return {
    self: addUp(tree, groups, self),
    total: addUpOutermost(tree, groups, total),
    count: addUp(tree, groups, count),
    whole: sumOf(self),
  };
}

/** By row of the groups, what is counted at the top of the stack. */
export function addUp(
  { frameOfNode }: CallTree,
  { groupOfFrame, groups }: FrameGroups,
  own: Float64Array,
): Float64Array {
  const sums = new Float64Array(groups.length);
  for (let node = 0; node < own.length; node++) {
    const group = groupOfFrame[frameOfNode[node]!]!;
    if (group !== noGroup) sums[group]! += own[node]!;
  }
  return sums;
}

/** By row of the groups, what is counted with everything below it: each stack once, however often the group is on it. */
export function addUpOutermost(tree: CallTree, groups: FrameGroups, total: Float64Array): Float64Array {
  const isOutermost = outermostNodes(tree, groups);
  const sums = new Float64Array(groups.groups.length);
  for (let node = 0; node < total.length; node++)
    if (isOutermost[node] === 1) sums[groups.groupOfFrame[tree.frameOfNode[node]!]!]! += total[node]!;
  return sums;
}

/** Rows with a weight, largest first. */
export function rowsByWeight(column: Float64Array): Int32Array {
  const rows: number[] = [];
  for (let row = 0; row < column.length; row++) if (column[row]! > 0) rows.push(row);
  return Int32Array.from(rows.sort((a, b) => column[b]! - column[a]! || a - b));
}

const outermostByTree = onceFor((_tree: CallTree) => new WeakMap<FrameGroups, Uint8Array>());

/** Node → 1 where no caller belongs to the same group. */
export function outermostNodes(tree: CallTree, groups: FrameGroups): Uint8Array {
  const known = outermostByTree(tree);
  let isOutermost = known.get(groups);
  if (isOutermost === undefined) known.set(groups, (isOutermost = findOutermost(tree, groups)));
  return isOutermost;
}

function findOutermost(tree: CallTree, { groupOfFrame, groups }: FrameGroups): Uint8Array {
  const { frameOfNode, depthOfNode } = tree;
  const isOutermost = new Uint8Array(frameOfNode.length);
  const isOnStack = new Uint8Array(groups.length);
  /** Outermost nodes of the stack; deeper ones of the same groups change nothing. */
  const entered = new Int32Array(frameOfNode.length);
  let depth = 0;
  for (const node of depthFirst(tree)) {
    while (depth > 0 && depthOfNode[entered[depth - 1]!]! >= depthOfNode[node]!)
      isOnStack[groupOfFrame[frameOfNode[entered[--depth]!]!]!] = 0;
    const group = groupOfFrame[frameOfNode[node]!]!;
    if (group === noGroup || isOnStack[group] === 1) continue;
    isOnStack[group] = 1;
    isOutermost[node] = 1;
    entered[depth++] = node;
  }
  return isOutermost;
}
