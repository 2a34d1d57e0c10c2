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

/** A low end of next to nothing says that all is possible: nobody keeps what makes a program ten times as slow. */
const lowestMeant = 0.1;

/** Its gain is assumed: no profile tells how much faster a function can be made. */
const assumed: ReadonlySet<string> = new Set(['optimize-function']);

/**
 * Largest expected gain first, by how sure it is and what the model costs. What can be counted and is worth
 * it comes before what can only be assumed.
 */
export function rank(recommendations: readonly Recommendation[]): Recommendation[] {
  return [...recommendations].sort((a, b) => tierOf(b) - tierOf(a) || score(b) - score(a));
}

function tierOf(one: Recommendation): number {
  if (one.model !== 'keep' && one.confidence < leastConfidence) return 0;
  return score(one) > 0 && !assumed.has(one.id) ? 2 : 1;
}

/**
 * By the logarithm, so that twice as fast outweighs half as fast: what it gains beyond its costs, if it turns out as
 * expected; if not, it is as likely to change nothing as to turn out as at the low end of its range.
 */
function score({ model, predictedSpeedup: { low, expected }, confidence }: Recommendation): number {
  const gain = Math.log(expected / worthIt[model]);
  const loss = Math.log(Math.min(1, Math.max(low, lowestMeant))) / 2;
  return confidence * gain + (1 - confidence) * loss;
}
