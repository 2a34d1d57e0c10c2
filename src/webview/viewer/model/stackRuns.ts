/**
 * Samples as the stretches of one stack each that the chart draws: equal neighbours are one, idle time is an empty stack,
 * and a single `(program)` sample inside a call is that call.
 */
import { createUnseenCheck } from '../../flame/unseenStack.ts';
import { firstSampleOf } from './nodeWeights.ts';
import { noNode, type CallTree, type Samples, type TimeRange } from './threadProfile.ts';

export interface StackRuns {
  /** `noNode` is an empty stack. */
  readonly node: Int32Array;
  /** In ticks; one longer than `node`, the last one is the end. */
  readonly at: Uint32Array;
  readonly tickMicros: number;
}

/** 2^32 - 1: what a tick counter of 32 bits holds; 71 minutes at 1 µs. Longer profiles get coarser ticks. */
const maximumTicks = 0xffffffff;

export function stackRuns(
  tree: CallTree,
  { nodeOfSample, startOfSample }: Samples,
  range: TimeRange | null,
): StackRuns {
  const { frames, frameOfNode, parentOfNode } = tree;
  const roleOf = (node: number) => frames[frameOfNode[node]!]!.role;
  const isUnseen = createUnseenCheck({ parentOfNode, roleOf });
  const samples = nodeOfSample.length;
  const durationMicros = startOfSample[samples] ?? 0;
  const tickMicros = Math.max(1, Math.ceil(durationMicros / maximumTicks));
  const toTick = (micros: number) => Math.round(Math.max(0, micros) / tickMicros);
  const firstTick = toTick(range?.startMicros ?? 0);
  const endTick = toTick(Math.min(durationMicros, range?.endMicros ?? durationMicros));
  const first = range === null ? 0 : firstSampleOf(startOfSample, range.startMicros);
  const node = new Int32Array(samples - first + 1);
  const at = new Uint32Array(samples - first + 2);
  let count = 0;
  let previous = noNode;
  for (let sample = first; sample < samples; sample++) {
    const tick = Math.max(firstTick, toTick(startOfSample[sample]!));
    if (tick >= endTick) break;
    let top = nodeOfSample[sample]!;
    const role = top === noNode ? 'idle' : roleOf(top);
    if (role === 'idle' || role === 'root') top = noNode;
    else if (role === 'program' && isUnseen(previous, nodeOfSample[sample + 1] ?? noNode)) top = previous;
    if (top === previous) continue;
    // Two samples of one tick: the later one is what the stack was from then on.
    if (count > 0 && at[count - 1] === tick) count--;
    node[count] = top;
    at[count++] = tick;
    previous = top;
  }
  at[count] = Math.max(endTick, at[count - 1] ?? 0);
  return { node: node.slice(0, count), at: at.slice(0, count + 1), tickMicros };
}
