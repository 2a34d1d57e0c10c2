/** The graph of a tree: a box as wide as the call's total, callees below their caller, the heaviest at the left. */
import { graphTicks, type Boxes } from './boxes.ts';
import type { CallTree, NodeWeights } from './threadProfile.ts';
import { calleesOf } from './treeOrder.ts';

/**
 * Narrower boxes are left out with all below them: a thousandth of a pixel. Profiles of a million samples and less have
 * none; of larger ones it halves the time, and focusing on the caller shows them.
 */
const leastShare = 2 ** -20;

/** The root is no call and not drawn. */
export function leftHeavyBoxes(tree: CallTree, { total }: Pick<NodeWeights, 'total'>): Boxes {
  const { roots, startOfNode, nodes } = calleesOf(tree);
  const { frames, frameOfNode } = tree;
  let whole = 0;
  for (const root of roots) whole += total[root]!;
  const weightPerTick = whole > 0 ? whole / graphTicks : 1;
  // A box a node at most, so nothing grows.
  const start = new Uint32Array(total.length);
  const end = new Uint32Array(total.length);
  const nodeOfBox = new Int32Array(total.length);
  let count = 0;
  const leastWeight = whole * leastShare;
  const isDrawn = (node: number) => total[node]! > 0 && total[node]! >= leastWeight;
  const siblings: number[] = [];
  const heaviestFirst = (a: number, b: number) => total[b]! - total[a]! || a - b;
  /** Side by side from a tick on, never beyond the caller's end. */
  const place = (from: number, until: number) => {
    if (siblings.length > 1) siblings.sort(heaviestFirst);
    let before = 0;
    let left = from;
    for (let at = 0; at < siblings.length; at++) {
      const node = siblings[at]!;
      before += total[node]!;
      const right = Math.min(until, from + Math.round(before / weightPerTick));
      if (right <= left) continue;
      start[count] = left;
      end[count] = right;
      nodeOfBox[count++] = node;
      left = right;
    }
    siblings.length = 0;
  };
  const collect = (caller: number) => {
    const last = startOfNode[caller + 1]!;
    for (let at = startOfNode[caller]!; at < last; at++) if (isDrawn(nodes[at]!)) siblings.push(nodes[at]!);
  };
  for (const root of roots) {
    if (frames[frameOfNode[root]!]!.role === 'root') collect(root);
    else if (isDrawn(root)) siblings.push(root);
  }
  place(0, graphTicks);
  const rowStart = [0];
  for (let box = 0; box < count;) {
    const last = count;
    rowStart.push(last);
    for (; box < last; box++) {
      collect(nodeOfBox[box]!);
      if (siblings.length > 0) place(start[box]!, end[box]!);
    }
  }
  const frame = new Uint32Array(count);
  for (let box = 0; box < count; box++) frame[box] = frameOfNode[nodeOfBox[box]!]!;
  return {
    intervals: { rowStart: Uint32Array.from(rowStart), start: start.slice(0, count), end: end.slice(0, count), frame },
    nodeOfBox: nodeOfBox.slice(0, count),
    weightPerTick,
    whole,
  };
}
