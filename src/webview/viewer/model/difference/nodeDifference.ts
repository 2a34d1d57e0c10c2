/** What changed at one node of the union, for the colour and the description of its box. */
import { sumOf } from '../nodeWeights.ts';
import { onceFor } from '../onceFor.ts';
import { withTotals } from '../nodeWeights.ts';
import type { TreeDifference } from './compareTrees.ts';
import { isWithinNoise, varianceOf, type SampledWeight, type Sampling } from './noise.ts';

export interface WeightDifference {
  readonly before: number;
  readonly after: number;
  readonly delta: number;
  /** Samples or objects; the earlier profile's scaled like its weight. */
  readonly countBefore: number;
  readonly countAfter: number;
  readonly countDelta: number;
  /** Standard error of `delta`. */
  readonly error: number;
  readonly isWithinNoise: boolean;
}

export function differenceOf(
  difference: TreeDifference,
  before: SampledWeight,
  after: SampledWeight,
): WeightDifference {
  const sampling = samplingOf(difference);
  const delta = after.weight - before.weight;
  const error = Math.sqrt(varianceOf(before, sampling.before) + varianceOf(after, sampling.after));
  return {
    before: before.weight,
    after: after.weight,
    delta,
    countBefore: before.count,
    countAfter: after.count,
    countDelta: after.count - before.count,
    error,
    isWithinNoise: isWithinNoise(delta, error),
  };
}

/** Of a call path with everything below it. */
export function nodeDifference(difference: TreeDifference, node: number): WeightDifference {
  const { before, after } = totalCounts(difference);
  return differenceOf(
    difference,
    { weight: difference.before.total[node]!, count: before[node]! },
    { weight: difference.after.total[node]!, count: after[node]! },
  );
}

/** Samples or objects of each call path with everything below it. */
export const totalCounts = onceFor(({ union, before, after }: TreeDifference) => ({
  before: withTotals(union.tree, before.count, before.count).total,
  after: withTotals(union.tree, after.count, after.count).total,
}));

const samplingOf = onceFor(({ unit, before, after, scaleOfBefore }: TreeDifference) => {
  const sampling = (self: Float64Array, count: Float64Array, scale: number): Sampling => {
    const samples = sumOf(count) / scale;
    return { unit, weightPerSample: samples > 0 ? sumOf(self) / samples : 0, scale };
  };
  const earlier = sampling(before.self, before.count, scaleOfBefore);
  const later = sampling(after.self, after.count, 1);
  return {
    // A side without any sample is as uncertain as one of the other.
    before: { ...earlier, weightPerSample: earlier.weightPerSample || later.weightPerSample },
    after: { ...later, weightPerSample: later.weightPerSample || earlier.weightPerSample },
  };
});
