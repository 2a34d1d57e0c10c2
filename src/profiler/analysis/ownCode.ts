/** Who in the developer's own code is responsible for a moment: the nearest frame of theirs up the stack. */
import { endOfSample } from '../capture/format/cpuColumns.ts';
import type { FunctionInfo } from './describeFrames.ts';
import { functionOfNode, type SampledThread } from './threadRuns.ts';

/** By node: the nearest node at or above it that is user code, else dependency code, else itself. */
export function responsibleNodes(thread: SampledThread): Int32Array {
  const { parentOfNode } = thread.columns;
  const user = nearest(thread, 'user');
  const dependency = nearest(thread, 'dependency');
  return Int32Array.from(parentOfNode, (_, node) => {
    if (thread.isProfilers[node] === 1) return node;
    const own = user[node] as number;
    if (own >= 0) return own;
    const foreign = dependency[node] as number;
    return foreign >= 0 ? foreign : node;
  });
}

function nearest(thread: SampledThread, category: 'user' | 'dependency'): Int32Array {
  const { parentOfNode } = thread.columns;
  const found = new Int32Array(parentOfNode.length).fill(-1);
  for (let node = 0; node < found.length; node++) {
    if (functionOfNode(thread, node).category === category) found[node] = node;
    else if ((parentOfNode[node] as number) >= 0) found[node] = found[parentOfNode[node] as number] as number;
  }
  return found;
}

export interface Responsible {
  readonly info: FunctionInfo;
  /** Microseconds, its calls into Node, natives and built-ins included. */
  readonly time: number;
}

/** Time by responsible function, largest first. `timeOf` says how much of a sample counts. */
export function rankResponsible(
  thread: SampledThread,
  responsible: Int32Array,
  timeOf: (sample: number, duration: number) => number,
): Responsible[] {
  const { columns } = thread;
  const byKey = new Map<string, { info: FunctionInfo; time: number }>();
  columns.nodeOfSample.forEach((node, sample) => {
    if (node < 0) return;
    const info = functionOfNode(thread, responsible[node] as number);
    if (info.pseudo !== null) return;
    const time = timeOf(sample, endOfSample(columns, sample) - (columns.timeOfSample[sample] as number));
    if (!(time > 0)) return;
    const entry = byKey.get(info.key);
    if (entry) entry.time += time;
    else byKey.set(info.key, { info, time });
  });
  return [...byKey.values()].sort((a, b) => b.time - a.time);
}
