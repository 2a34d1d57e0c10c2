/** How well the times are known that speed-ups are counted from, and the range that follows. */
import type { Recommendation } from '../report.ts';
import { speedupRange } from './rule.ts';

/** To about a tenth: computing is sampled, and a little more of it with the profiler than without. */
export const timesAreKnownTo = 0.9;
/**
 * And to what the profiler added more or less than is taken off (`situation.ts`: within 40 ms for half of 43 programs of
 * bench/advice): next to nothing of a long time, and much of what is left after a large gain.
 */
const startIsKnownToMs = 40;

/** Of the program changed, if things go badly, as expected, or well. */
export interface ChangedMs {
  readonly slowest: number;
  readonly expected: number;
  readonly fastest: number;
}

export function speedups(baseMs: number, changed: ChangedMs): Recommendation['predictedSpeedup'] {
  const longest = changed.slowest / timesAreKnownTo + startIsKnownToMs;
  const shortest = Math.max(changed.fastest / 2, changed.fastest * timesAreKnownTo - startIsKnownToMs);
  return speedupRange(
    (baseMs + startIsKnownToMs) / longest,
    baseMs / changed.expected,
    Math.max(0, baseMs - startIsKnownToMs) / shortest,
  );
}

/**
 * No prediction is a single point: the time that it rests on is known to about a tenth. Of processors there are never more
 * than there are. A certain gain stays one: the low end goes no further down than to none.
 */
export function widen(advice: Recommendation, cores: number): Recommendation {
  const { low, expected, high } = advice.predictedSpeedup;
  if (expected <= 1) return advice;
  const computes = advice.model === 'worker-threads' || advice.model === 'processes' || advice.model === 'thread-pool';
  const most = computes ? Math.max(expected, cores) : Infinity;
  const predictedSpeedup = speedupRange(
    Math.min(low, Math.max(1, expected * timesAreKnownTo)),
    expected,
    Math.max(high, Math.min(most, expected / timesAreKnownTo)),
  );
  return { ...advice, predictedSpeedup };
}
