/**
 * V8 samples a garbage collection without a stack, as a leaf below the root. Here it is put on the stack that it
 * interrupted, as a node of its own in the tree, so that chart and tables agree. What it interrupted is the stack of the
 * last sample that had one; idle time is an empty stack.
 */
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { noNode } from '../../flame/noNode.ts';
import { createUnseenCheck } from '../../flame/unseenStack.ts';

export interface TreeWithSamples {
  readonly parentOfNode: Int32Array;
  readonly frameOfNode: Int32Array;
  readonly depthOfNode: Int32Array;
  readonly nodeOfSample: Int32Array;
}

export function placeCollector<T extends TreeWithSamples>(tree: T, frames: readonly FlameFrame[]): T {
  const { frameOfNode, parentOfNode, depthOfNode, nodeOfSample } = tree;
  const roleOf = (node: number) => frames[frameOfNode[node]!]!.role;
  if (!frames.some(({ role }) => role === 'gc')) return tree;
  const isUnseen = createUnseenCheck({ parentOfNode, roleOf });
  const nodeCount = frameOfNode.length;
  const collectorOn = new Map<number, number>();
  const callers: number[] = [];
  const collectors: number[] = [];
  const placed = nodeOfSample.slice();
  let stack = noNode;
  for (let sample = 0; sample < placed.length; sample++) {
    const node = nodeOfSample[sample]!;
    const role = node === noNode ? 'idle' : roleOf(node);
    if (role === 'gc') {
      if (stack !== noNode) placed[sample] = collectorAbove(stack, node);
    } else if (role === 'idle' || role === 'root') {
      stack = noNode;
    } else if (role !== 'program' || !isUnseen(stack, nodeOfSample[sample + 1] ?? noNode)) {
      stack = node;
    }
  }
  if (callers.length === 0) return tree;
  return {
    ...tree,
    parentOfNode: extended(parentOfNode, callers),
    frameOfNode: extended(
      frameOfNode,
      collectors.map((node) => frameOfNode[node]!),
    ),
    depthOfNode: extended(
      depthOfNode,
      callers.map((caller) => depthOfNode[caller]! + 1),
    ),
    nodeOfSample: placed,
  };

  function collectorAbove(caller: number, collector: number): number {
    let node = collectorOn.get(caller);
    if (node === undefined) {
      node = nodeCount + callers.push(caller) - 1;
      collectors.push(collector);
      collectorOn.set(caller, node);
    }
    return node;
  }
}

function extended(before: Int32Array, added: readonly number[]): Int32Array {
  const all = new Int32Array(before.length + added.length);
  all.set(before);
  all.set(added, before.length);
  return all;
}
