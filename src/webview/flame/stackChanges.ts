/**
 * A profile's samples as the stack changes that the chart draws. Here live the rules for V8's pseudo frames:
 * - a garbage collection has no stack, so it is put on top of the stack that it interrupted;
 * - idle time is an empty stack;
 * - one `(program)` sample between two stacks of the same outermost call repeats the first of them: the sampler
 *   did not see the stack at that moment, and without the repair each bar would be cut in two;
 * - the time before the first sample belongs to no function and stays empty;
 * - the last sample lasts to the end of the profile, as in the report's numbers.
 */
import { noNode } from './noNode.ts';
import type { SampledProfile } from './sampledProfile.ts';
import { createUnseenCheck } from './unseenStack.ts';

export { noNode };

export interface StackChanges {
  /** With the added garbage collection nodes. Parent of node, `noNode` for the root. */
  readonly parent: Int32Array;
  /** 0 for the root. */
  readonly depth: Int32Array;
  readonly frame: Int32Array;
  /** Equal neighbours are merged. `noNode` is an empty stack. */
  readonly node: Int32Array;
  /** In ticks; one longer than `node`, the last one is the end. */
  readonly at: Uint32Array;
  readonly tickMicros: number;
}

/** 2^32 - 1: what a tick counter of 32 bits holds; 71 minutes at 1 µs. Longer profiles get coarser ticks. */
const maximumTicks = 0xffffffff;

export function stackChanges(profile: SampledProfile): StackChanges {
  const { parent, frame, nodeAt } = placePseudoFrames(profile);
  const samples = profile.nodeOfSample.length;
  const tickMicros = Math.max(1, Math.ceil(profile.durationMicros / maximumTicks));
  const node = new Int32Array(samples + 1);
  const at = new Uint32Array(samples + 2);
  let count = 0;
  let previous = noNode;
  for (let sample = 0; sample < samples; sample++) {
    const top = nodeAt[sample] ?? noNode;
    if (top === previous) continue;
    const tick = Math.round((profile.sampleAtMicros[sample] ?? 0) / tickMicros);
    // Two samples of one microsecond: the later one is what the stack was from then on.
    if (count > 0 && at[count - 1] === tick) count--;
    node[count] = top;
    at[count++] = tick;
    previous = top;
  }
  at[count] = Math.max(Math.round(profile.durationMicros / tickMicros), at[count - 1] ?? 0);
  return {
    parent,
    frame,
    depth: depths(parent),
    node: node.slice(0, count),
    at: at.slice(0, count + 1),
    tickMicros,
  };
}

function placePseudoFrames(profile: SampledProfile) {
  const { frames, frameOfNode, parentOfNode, nodeOfSample } = profile;
  const parent: number[] = Array.from(parentOfNode);
  const frame: number[] = Array.from(frameOfNode);
  const roleOf = (node: number) => frames[frame[node] ?? 0]?.role ?? 'call';
  const isUnseen = createUnseenCheck({ parentOfNode, roleOf });
  const collectorOn = new Map<number, number>();
  const nodeAt = new Int32Array(nodeOfSample.length);
  let stack = noNode;
  for (let sample = 0; sample < nodeOfSample.length; sample++) {
    const node = nodeOfSample[sample] ?? noNode;
    switch (node === noNode ? 'idle' : roleOf(node)) {
      case 'idle':
      case 'root':
        stack = noNode;
        nodeAt[sample] = noNode;
        break;
      case 'gc':
        nodeAt[sample] = stack === noNode || isPlaced(node) ? node : collectorAbove(stack, node);
        break;
      case 'program':
        if (!isUnseen(stack, nodeOfSample[sample + 1] ?? noNode)) stack = node;
        nodeAt[sample] = stack;
        break;
      default:
        stack = node;
        nodeAt[sample] = node;
    }
  }
  return { parent: Int32Array.from(parent), frame: Int32Array.from(frame), nodeAt };

  /** The viewer's reader has put collections on their stacks already. */
  function isPlaced(collector: number): boolean {
    const caller = parent[collector] ?? noNode;
    return caller !== noNode && roleOf(caller) !== 'root';
  }

  function collectorAbove(caller: number, collector: number): number {
    let node = collectorOn.get(caller);
    if (node === undefined) {
      node = parent.length;
      parent.push(caller);
      frame.push(frame[collector] ?? 0);
      collectorOn.set(caller, node);
    }
    return node;
  }
}

/** Depth of each node without recursion, and without assuming that callers come first: real stacks reach 30,000 frames. */
function depths(parent: Int32Array): Int32Array {
  const depth = new Int32Array(parent.length).fill(-1);
  const path: number[] = [];
  for (let node = 0; node < parent.length; node++) {
    let at = node;
    while (at !== noNode && (depth[at] ?? 0) < 0 && path.length <= parent.length) {
      path.push(at);
      at = parent[at] ?? noNode;
    }
    let known = at === noNode ? -1 : (depth[at] ?? -1);
    for (let above = path.pop(); above !== undefined; above = path.pop()) depth[above] = ++known;
  }
  return depth;
}
