/**
 * Weight of each node. Start attribution: a sample holds from its own time to that of the next one, the last to the end
 * of the profile, and the time before the first sample belongs to nobody. The edges of a range cut samples in proportion,
 * so that the weights of ranges that lie side by side add up to the weight of the whole.
 */
import {
  noNode,
  type CallTree,
  type NodeWeights,
  type Samples,
  type ThreadProfile,
  type TimeRange,
} from './threadProfile.ts';

/** Over the whole recording (null) or a stretch of it. A profile without samples has no time: it always weighs as a whole. */
export function weigh(profile: ThreadProfile, range: TimeRange | null): NodeWeights {
  const { tree, samples, selfOfNode, countOfNode } = profile;
  if (range === null || samples === null) return withTotals(tree, selfOfNode, countOfNode);
  const self = new Float64Array(selfOfNode.length);
  const count = new Float64Array(selfOfNode.length);
  addRange(samples, range, self, count);
  return withTotals(tree, self, count);
}

export function withTotals(tree: CallTree, self: Float64Array, count: Float64Array): NodeWeights {
  return { self, count, total: totalsOf(tree, self) };
}

/** Self and everything below: one loop backwards, because callers come first. */
export function totalsOf({ parentOfNode }: CallTree, self: Float64Array): Float64Array {
  const total = self.slice();
  for (let node = total.length - 1; node >= 0; node--) {
    const parent = parentOfNode[node]!;
    if (parent !== noNode) total[parent]! += total[node]!;
  }
  return total;
}

/** Everything that the nodes weigh together; self, because totals count a call once for each of its callers. */
export function sumOf(column: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < column.length; at++) sum += column[at]!;
  return sum;
}

function addRange(
  { nodeOfSample, startOfSample }: Samples,
  range: TimeRange,
  self: Float64Array,
  count: Float64Array,
): void {
  const samples = nodeOfSample.length;
  const endOfProfile = startOfSample[samples] ?? 0;
  const { startMicros, endMicros } = range;
  for (let sample = firstSampleOf(startOfSample, startMicros); sample < samples; sample++) {
    const start = startOfSample[sample]!;
    if (start >= endMicros && (start > endMicros || endMicros < endOfProfile)) break;
    const node = nodeOfSample[sample]!;
    if (node === noNode) continue;
    const end = startOfSample[sample + 1]!;
    if (end === start) {
      // V8 writes several samples for one moment; they have no time, and belong to the range that begins there.
      count[node]!++;
      continue;
    }
    const inside = Math.min(end, endMicros) - Math.max(start, startMicros);
    self[node]! += inside;
    count[node]! += inside / (end - start);
  }
}

/** The first sample that reaches into the range: ends behind its start, or lies on it without a duration. */
export function firstSampleOf(startOfSample: Float64Array, startMicros: number): number {
  let low = 0;
  let high = startOfSample.length - 1;
  // Invariant: samples before `low` end before or at the start of the range and do not lie on it.
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBefore = startOfSample[middle + 1]! <= startMicros && startOfSample[middle]! < startMicros;
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return low;
}
