/**
 * Rows of the two trees, a level at a time when the user opens it. The bottom-up tree of a large profile takes tens of
 * seconds to build whole, and a fifth of a second for the rows that anyone looks at.
 */
import { onceFor } from './onceFor.ts';
import { noNode, type CallTree, type NodeWeights } from './threadProfile.ts';
import { calleesOf } from './treeOrder.ts';

/** Callees of a node (null: of the roots, which are no calls themselves) that have a weight, largest first. */
export function topDownRows(tree: CallTree, { total }: NodeWeights, node: number | null): Int32Array {
  const { startOfNode, nodes, roots } = calleesOf(tree);
  const found: number[] = [];
  const add = (candidate: number) => {
    if (total[candidate]! > 0) found.push(candidate);
  };
  const addCallees = (caller: number) => {
    for (let at = startOfNode[caller]!; at < startOfNode[caller + 1]!; at++) add(nodes[at]!);
  };
  if (node !== null) addCallees(node);
  else
    for (const root of roots) {
      if (tree.frames[tree.frameOfNode[root]!]!.role === 'root') addCallees(root);
      else add(root);
    }
  return Int32Array.from(found.sort((a, b) => total[b]! - total[a]! || a - b));
}

/** A function at the top of the stack, or a caller of the row above. */
export interface BottomUpRow {
  readonly frame: number;
  /** Self weight of the function at the top of the stack, when called by this path. */
  readonly weight: number;
  readonly count: number;
  /** Nodes at the top of the stack that the row stands for, and how far up each path has come. */
  readonly topOfMember: Int32Array;
  readonly atOfMember: Int32Array;
}

/** Functions with a weight of their own, largest first. */
export function bottomUpRoots(tree: CallTree, weights: NodeWeights): BottomUpRow[] {
  const { startOfFrame, nodes } = nodesByFrame(tree);
  const rows: BottomUpRow[] = [];
  for (let frame = 0; frame < tree.frames.length; frame++) {
    if (tree.frames[frame]!.role === 'root') continue;
    const members = nodes
      .subarray(startOfFrame[frame]!, startOfFrame[frame + 1]!)
      .filter((node) => weights.self[node]! > 0);
    if (members.length > 0) rows.push(rowOf(frame, members, members, weights));
  }
  return rows.sort(heaviestFirst);
}

/** Who called it, largest first; nobody above the outermost call. */
export function bottomUpCallers(tree: CallTree, weights: NodeWeights, row: BottomUpRow): BottomUpRow[] {
  const { parentOfNode, frameOfNode, frames } = tree;
  const callers = new Map<number, { tops: number[]; ats: number[] }>();
  for (let member = 0; member < row.atOfMember.length; member++) {
    const caller = parentOfNode[row.atOfMember[member]!]!;
    if (caller === noNode || frames[frameOfNode[caller]!]!.role === 'root') continue;
    const frame = frameOfNode[caller]!;
    let found = callers.get(frame);
    if (found === undefined) callers.set(frame, (found = { tops: [], ats: [] }));
    found.tops.push(row.topOfMember[member]!);
    found.ats.push(caller);
  }
  return [...callers]
    .map(([frame, { tops, ats }]) => rowOf(frame, Int32Array.from(tops), Int32Array.from(ats), weights))
    .sort(heaviestFirst);
}

function rowOf(
  frame: number,
  topOfMember: Int32Array,
  atOfMember: Int32Array,
  { self, count }: NodeWeights,
): BottomUpRow {
  let weight = 0;
  let samples = 0;
  for (const top of topOfMember) {
    weight += self[top]!;
    samples += count[top]!;
  }
  return { frame, weight, count: samples, topOfMember, atOfMember };
}

const heaviestFirst = (a: BottomUpRow, b: BottomUpRow): number => b.weight - a.weight || a.frame - b.frame;

/** Nodes of a frame are `nodes[startOfFrame[frame]]` to `nodes[startOfFrame[frame + 1] - 1]`. */
export const nodesByFrame = onceFor(({ frames, frameOfNode }: CallTree) => {
  const startOfFrame = new Int32Array(frames.length + 1);
  for (let node = 0; node < frameOfNode.length; node++) startOfFrame[frameOfNode[node]! + 1]!++;
  for (let frame = 0; frame < frames.length; frame++) startOfFrame[frame + 1]! += startOfFrame[frame]!;
  const next = startOfFrame.slice(0, frames.length);
  const nodes = new Int32Array(frameOfNode.length);
  for (let node = 0; node < frameOfNode.length; node++) nodes[next[frameOfNode[node]!]!++] = node;
  return { startOfFrame, nodes };
});
