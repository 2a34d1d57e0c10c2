/** The graph of a tree: a box as wide as the call's total, callees below their caller, the heaviest at the left. */
import { graphTicks, type Boxes } from './boxes.ts';
import { sortByWeight } from './sortByWeight.ts';
import type { CallTree, NodeWeights } from './threadProfile.ts';
import { calleesOf } from './treeOrder.ts';

/**
 * Narrower boxes are left out with all below them: a thousandth of a pixel. Profiles of a million samples and less have
 * none; of larger ones it halves the time, and focusing on the caller shows them.
 */
const leastShare = 2 ** -20;

/** The root is no call and not drawn. */
export function leftHeavyBoxes(tree: CallTree, { total }: Pick<NodeWeights, 'total'>): Boxes {
  const { frameOfNode } = tree;
  const { whole, weightPerTick, drawn, left, right, rowOfDrawn, rowStart } = place(tree, total);
  const count = drawn.length;
  const start = new Uint32Array(count);
  const end = new Uint32Array(count);
  const frame = new Uint32Array(count);
  const nodeOfBox = new Int32Array(count);
  const next = rowStart.slice();
  for (let at = 0; at < count; at++) {
    const node = drawn[at]!;
    const box = next[rowOfDrawn[at]!]!++;
    start[box] = left[node]!;
    end[box] = right[node]!;
    frame[box] = frameOfNode[node]!;
    nodeOfBox[box] = node;
  }
  return { intervals: { rowStart, start, end, frame }, nodeOfBox, weightPerTick, whole };
}

/**
 * Every drawn node before its callees and all of these before its next sibling, which is from left to right in each row, and
 * the order of most files: what is looked at next lies close in memory.
 */
function place(tree: CallTree, total: Float64Array) {
  const { roots, startOfNode, nodes } = calleesOf(tree);
  const { frames, frameOfNode } = tree;
  let whole = 0;
  for (const root of roots) whole += total[root]!;
  const weightPerTick = whole > 0 ? whole / graphTicks : 1;
  const leastWeight = whole * leastShare;
  const isDrawn = (node: number) => total[node]! > 0 && total[node]! >= leastWeight;

  /** Node → first and last tick. */
  const left = new Uint32Array(total.length);
  const right = new Uint32Array(total.length);
  const drawn = new Int32Array(total.length);
  const rowOfDrawn = new Int32Array(total.length);
  const countOfRow: number[] = [];
  // A node waits at most once; the leftmost sibling waits last.
  const waiting = new Int32Array(total.length);
  const waitingRow = new Int32Array(total.length);
  let filled = 0;
  let count = 0;
  /** Nodes that wait from `first` on, side by side from a tick on and never beyond the caller's end. */
  const placeSiblings = (first: number, from: number, until: number, row: number) => {
    if (filled - first > 1) sortByWeight(waiting, first, filled, total);
    let before = 0;
    let start = from;
    for (let at = filled - 1; at >= first; at--) {
      const node = waiting[at]!;
      before += total[node]!;
      const end = Math.min(until, from + Math.round(before / weightPerTick));
      left[node] = start;
      right[node] = end;
      waitingRow[at] = row;
      start = Math.max(start, end);
    }
  };
  const addCallees = (caller: number) => {
    const last = startOfNode[caller + 1]!;
    for (let at = startOfNode[caller]!; at < last; at++) if (isDrawn(nodes[at]!)) waiting[filled++] = nodes[at]!;
  };

  for (const root of roots) {
    if (frames[frameOfNode[root]!]!.role === 'root') addCallees(root);
    else if (isDrawn(root)) waiting[filled++] = root;
  }
  placeSiblings(0, 0, graphTicks, 0);
  while (filled > 0) {
    const node = waiting[--filled]!;
    // Less than a tick: neither it nor what is below it can be seen.
    if (right[node]! <= left[node]!) continue;
    const row = waitingRow[filled]!;
    drawn[count] = node;
    rowOfDrawn[count++] = row;
    if (row === countOfRow.length) countOfRow.push(0);
    countOfRow[row]!++;
    const first = filled;
    addCallees(node);
    if (filled > first) placeSiblings(first, left[node]!, right[node]!, row + 1);
  }
  const rowStart = new Uint32Array(countOfRow.length + 1);
  for (let row = 0; row < countOfRow.length; row++) rowStart[row + 1] = rowStart[row]! + countOfRow[row]!;
  return { whole, weightPerTick, drawn: drawn.subarray(0, count), left, right, rowOfDrawn, rowStart };
}
