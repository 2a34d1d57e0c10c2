/**
 * V8 samples garbage collections and `(program)` (its own compiler, native code outside a call) without a stack, as leaves
 * below the root. Here they are put on the stack that they interrupted, the last one of calls before them, as nodes of their
 * own in the tree: so chart, tables and report agree on the totals of the callers, and self times stay what they were. After
 * idle time there is nothing to interrupt.
 */
import type { FlameFrame, FrameRole } from '../../flame/sampledProfile.ts';
import { noNode } from '../../flame/noNode.ts';

export interface TreeWithSamples {
  readonly parentOfNode: Int32Array;
  readonly frameOfNode: Int32Array;
  readonly depthOfNode: Int32Array;
  readonly nodeOfSample: Int32Array;
}

/** The column of samples is changed in place. */
export function placeOnInterrupted<T extends TreeWithSamples>(tree: T, frames: readonly FlameFrame[]): T {
  const { frameOfNode, parentOfNode, depthOfNode, nodeOfSample } = tree;
  const roleOf = (node: number) => frames[frameOfNode[node]!]!.role;
  if (!frames.some(({ role }) => interrupts(role))) return tree;
  const nodeCount = frameOfNode.length;
  /** By caller and frame of the leaf: both pseudo frames may stand on one call. */
  const leafOn = new Map<number, number>();
  const callers: number[] = [];
  const leaves: number[] = [];
  let stack = noNode;
  for (let sample = 0; sample < nodeOfSample.length; sample++) {
    const node = nodeOfSample[sample]!;
    const role = node === noNode ? 'idle' : roleOf(node);
    if (interrupts(role)) {
      if (stack !== noNode) nodeOfSample[sample] = leafAbove(stack, node);
    } else if (role === 'idle' || role === 'root') {
      stack = noNode;
    } else {
      stack = node;
    }
  }
  if (callers.length === 0) return tree;
  return {
    ...tree,
    parentOfNode: extended(parentOfNode, callers),
    frameOfNode: extended(
      frameOfNode,
      leaves.map((node) => frameOfNode[node]!),
    ),
    depthOfNode: extended(
      depthOfNode,
      callers.map((caller) => depthOfNode[caller]! + 1),
    ),
  };

  function leafAbove(caller: number, leaf: number): number {
    const key = caller * frames.length + frameOfNode[leaf]!;
    let node = leafOn.get(key);
    if (node === undefined) {
      node = nodeCount + callers.push(caller) - 1;
      leaves.push(leaf);
      leafOn.set(key, node);
    }
    return node;
  }
}

const interrupts = (role: FrameRole): boolean => role === 'gc' || role === 'program';

function extended(before: Int32Array, added: readonly number[]): Int32Array {
  const all = new Int32Array(before.length + added.length);
  all.set(before);
  all.set(added, before.length);
  return all;
}
