/** One function from both sides: who calls it, and what it calls. */
import type { Boxes } from './boxes.ts';
import { callerBoxes } from './callerBoxes.ts';
import { functionMatch, matchingFrames } from './frameMatch.ts';
import { leftHeavyBoxes } from './leftHeavyBoxes.ts';
import { moveWeights, type MappedTree } from './mapping.ts';
import { focusOnFrames } from './transform/focus.ts';
import { noNode, type CallTree, type NodeWeights } from './threadProfile.ts';

export interface Sandwich {
  /** What the function weighs with all that it calls, each stack once. */
  readonly total: number;
  readonly count: number;
  /** Row 0 is the function, below it who called it; to be drawn upwards. `nodeOfBox` is a node of the tree. */
  readonly callers: Boxes;
  /** Row 0 is the function, below it what it calls. `nodeOfBox` is a node of `calleeTree.tree`. */
  readonly callees: Boxes;
  readonly calleeTree: MappedTree;
}

export function sandwich(tree: CallTree, weights: NodeWeights, frame: number): Sandwich {
  const what = functionMatch(tree.frames[frame]!);
  const calleeTree = focusOnFrames(tree, what);
  const calleeWeights = moveWeights(calleeTree, weights);
  const outermost = outermostOf(tree, matchingFrames(tree.frames, what));
  let total = 0;
  for (const node of outermost) total += weights.total[node]!;
  let count = 0;
  for (const samples of calleeWeights.count) count += samples;
  return {
    total,
    count,
    callers: callerBoxes(tree, outermost, weights.total, total),
    callees: leftHeavyBoxes(calleeTree.tree, calleeWeights),
    calleeTree,
  };
}

/** Calls of it that are not inside another one. */
function outermostOf({ parentOfNode, frameOfNode }: CallTree, isWanted: Uint8Array): Int32Array {
  const isInside = new Uint8Array(parentOfNode.length);
  const found: number[] = [];
  for (let node = 0; node < isInside.length; node++) {
    const parent = parentOfNode[node]!;
    const isBelow = parent !== noNode && isInside[parent] === 1;
    if (!isBelow && isWanted[frameOfNode[node]!] === 0) continue;
    isInside[node] = 1;
    if (!isBelow) found.push(node);
  }
  return Int32Array.from(found);
}
