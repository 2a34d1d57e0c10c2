/**
 * One call tree added to another, callees of one call at a time: what the other tree has is marked by frame and then found
 * without a search. For trees in which no call has two callees of one frame.
 */
import { noNode, type CallTree } from '../threadProfile.ts';
import { calleesOf } from '../treeOrder.ts';
import type { MatchedFrames } from './matchFrames.ts';

/** The nodes of `after` keep their rows, those that only `before` has follow. */
export function addCallees(before: CallTree, after: CallTree, { frames, ofBefore, ofAfter }: MatchedFrames) {
  const kept = after.parentOfNode.length;
  const most = kept + before.parentOfNode.length;
  const parentOfNode = extended(after.parentOfNode, most);
  const depthOfNode = extended(after.depthOfNode, most);
  const frameOfNode = new Int32Array(most);
  for (let node = 0; node < kept; node++) frameOfNode[node] = ofAfter[after.frameOfNode[node]!]!;
  const newOfBefore = new Int32Array(before.parentOfNode.length);
  let count = kept;

  /** Frame → callee, where `markedBy` is the call in hand. */
  const calleeOfFrame = new Int32Array(frames.length);
  const markedBy = new Int32Array(frames.length).fill(unmarked);
  const mark = (callee: number, caller: number) => {
    const frame = frameOfNode[callee]!;
    markedBy[frame] = caller;
    calleeOfFrame[frame] = callee;
  };
  const find = (node: number, caller: number) => {
    const frame = ofBefore[before.frameOfNode[node]!]!;
    if (markedBy[frame] === caller) newOfBefore[node] = calleeOfFrame[frame]!;
    else {
      parentOfNode[count] = caller;
      frameOfNode[count] = frame;
      depthOfNode[count] = caller === noNode ? 0 : depthOfNode[caller]! + 1;
      newOfBefore[node] = count++;
    }
  };

  const earlier = calleesOf(before);
  const later = calleesOf(after);
  for (const root of later.roots) mark(root, noNode);
  for (const root of earlier.roots) find(root, noNode);
  for (let node = 0; node < newOfBefore.length; node++) {
    const first = earlier.startOfNode[node]!;
    const last = earlier.startOfNode[node + 1]!;
    if (first === last) continue;
    const caller = newOfBefore[node]!;
    if (caller < kept)
      for (let at = later.startOfNode[caller]!; at < later.startOfNode[caller + 1]!; at++)
        mark(later.nodes[at]!, caller);
    for (let at = first; at < last; at++) find(earlier.nodes[at]!, caller);
  }
  const tree: CallTree = {
    frames,
    parentOfNode: parentOfNode.slice(0, count),
    frameOfNode: frameOfNode.slice(0, count),
    depthOfNode: depthOfNode.slice(0, count),
  };
  const newOfAfter = new Int32Array(kept);
  for (let node = 0; node < kept; node++) newOfAfter[node] = node;
  return { tree, newOfBefore, newOfAfter };
}

/** No node, and not the root's missing caller either. */
const unmarked = -2;

/** Files may have several: V8 counts versions of a function apart that look the same from outside. */
export function hasDistinctCallees(tree: CallTree): boolean {
  const { frames, frameOfNode } = tree;
  const { startOfNode, nodes, roots } = calleesOf(tree);
  const seenBy = new Int32Array(frames.length).fill(unmarked);
  for (const root of roots) {
    const frame = frameOfNode[root]!;
    if (seenBy[frame] === noNode) return false;
    seenBy[frame] = noNode;
  }
  for (let caller = 0; caller < frameOfNode.length; caller++)
    for (let at = startOfNode[caller]!; at < startOfNode[caller + 1]!; at++) {
      const frame = frameOfNode[nodes[at]!]!;
      if (seenBy[frame] === caller) return false;
      seenBy[frame] = caller;
    }
  return true;
}

function extended(column: Int32Array, length: number): Int32Array {
  const longer = new Int32Array(length);
  longer.set(column);
  return longer;
}
