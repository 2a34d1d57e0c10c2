/** The graph of a tree: a box as wide as the call's total, callees below their caller, the heaviest at the left. */
import { BoxRows, graphTicks, type Boxes } from './boxes.ts';
import type { CallTree, NodeWeights } from './threadProfile.ts';
import { calleesOf } from './treeOrder.ts';

/** The root is no call and not drawn; what has no weight, or less than a tick, is left out. */
export function leftHeavyBoxes(tree: CallTree, { total }: Pick<NodeWeights, 'total'>): Boxes {
  const { roots, startOfNode, nodes } = calleesOf(tree);
  const { frames, frameOfNode } = tree;
  const isDrawn = (node: number) => frames[frameOfNode[node]!]!.role !== 'root';
  let whole = 0;
  for (const root of roots) whole += total[root]!;
  const weightPerTick = whole > 0 ? whole / graphTicks : 1;
  const rows = new BoxRows();
  const siblings: number[] = [];
  /** Side by side from a tick on, never beyond the caller's end. */
  const place = (from: number, until: number) => {
    siblings.sort((a, b) => total[b]! - total[a]! || a - b);
    let before = 0;
    let start = from;
    for (const node of siblings) {
      before += total[node]!;
      const end = Math.min(until, from + Math.round(before / weightPerTick));
      if (end > start) rows.add(start, end, frameOfNode[node]!, node);
      start = Math.max(start, end);
    }
    siblings.length = 0;
  };
  const collect = (caller: number) => {
    for (let at = startOfNode[caller]!; at < startOfNode[caller + 1]!; at++)
      if (total[nodes[at]!]! > 0) siblings.push(nodes[at]!);
  };
  for (const root of roots) {
    if (!isDrawn(root)) collect(root);
    else if (total[root]! > 0) siblings.push(root);
  }
  place(0, graphTicks);
  for (let first = 0; rows.endRow();) {
    const last = rows.count;
    for (let box = first; box < last; box++) {
      collect(rows.nodeOf(box));
      if (siblings.length > 0) place(rows.startOf(box), rows.endOf(box));
    }
    first = last;
  }
  return rows.finish(whole, weightPerTick);
}
