import type { ConcurrencyModel, Recommendation } from '../report.ts';

/**
 * What a model costs in code and upkeep, as the speed-up that it must bring to be worth it: nobody starts worker threads
 * for 10 %. Keeping things as they are costs nothing, and therefore wins where nothing else brings enough.
 */
const worthIt: Readonly<Record<ConcurrencyModel, number>> = {
  keep: 1,
  async: 1.1,
  'thread-pool': 1.05,
  optimize: 1.1,
  'worker-threads': 1.2,
  processes: 1.2,
  hybrid: 1.25,
  'distributed-queue': 2,
};

/** An advice that is more likely wrong than right is an alternative to look at, never the first. */
const leastConfidence = 0.3;

/** Largest expected gain first, discounted by how sure it is and by what the model costs. */
export function rank(recommendations: readonly Recommendation[]): Recommendation[] {
  const isLikely = (one: Recommendation) => one.model === 'keep' || one.confidence >= leastConfidence;
  return [...recommendations].sort((a, b) => Number(isLikely(b)) - Number(isLikely(a)) || score(b) - score(a));
}

const score = ({ model, predictedSpeedup, confidence }: Recommendation): number =>
  confidence * Math.log(predictedSpeedup.expected) - Math.log(worthIt[model]);
