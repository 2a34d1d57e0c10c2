/**
 * How far two measurements of one thing differ by chance. Two parts, added as variances:
 *
 * - Sampling. A time that was sampled is a number of samples, k, times their distance, d. Samples that fall independently
 *   follow the Poisson distribution, whose variance is its mean, so the time has the variance d²·k (Knuth's rule for
 *   sampling profilers; W. Feller, "An Introduction to Probability Theory", VI.5). V8's nearly regular samples scatter
 *   less, so this is an upper bound. One sample is added on either side, as A. Agresti and B. Caffo do for proportions
 *   (The American Statistician 54, 2000): otherwise 4 samples against none would count as a difference, while the exact
 *   test for two Poisson means (J. Przyborowski and H. Wilenski, Biometrika 31, 1940) asks for 6.
 *   V8's heap profiler draws its samples at random distances of so many bytes, to which the same applies.
 * - Run to run. An unchanged program takes a different time when it runs again: other addresses, other moments of
 *   compiling and collecting. One run has no spread that could be measured, so one that was measured on other programs is
 *   assumed: `runToRun`.
 *
 * Load of the machine is no spread but was measured (`queue.ts`): the time by which the slower run stood longer in the queue
 * for a processor may explain as much of the difference, and is added to the noise.
 */
import type { Difference } from '../comparison.ts';

/** A value and the variance that it has by chance. */
export interface Estimate {
  readonly value: number;
  readonly variance: number;
  /** What it may have come to if a processor had always been free. */
  readonly withoutQueue?: number;
}

/** Of the standard normal distribution: 95 % lie within. */
export const z95 = 1.96;

export const exactly = (value: number): Estimate => ({ value, variance: 0 });

const square = (value: number): number => value * value;

/** A value with a relative standard deviation and, for small values, an absolute one. */
export const spreadOf = (value: number, relative: number, absolute = 0): Estimate => ({
  value,
  variance: square(relative * value) + square(absolute),
});

/** A time or size that was counted in samples, each of which stands for `interval` of it. */
export const sampled = (value: number, interval: number, relative: number): Estimate => ({
  value,
  variance: square(interval) * (value / interval + 1) + square(relative * value),
});

export function difference(before: Estimate, after: Estimate): Difference {
  const delta = after.value - before.value;
  const noise = z95 * Math.sqrt(before.variance + after.variance) + explainedByQueue(before, after);
  return { before: before.value, after: after.value, delta, noise, isSignificant: Math.abs(delta) > noise };
}

/**
 * A busy machine makes a run slower, never faster: only a difference that the queue would have made smaller is explained by
 * it. What two runs of one program share, such as its own threads in each other's way, cancels out.
 */
export function explainedByQueue(before: Estimate, after: Estimate): number {
  const delta = after.value - before.value;
  const withoutQueue = (after.withoutQueue ?? after.value) - (before.withoutQueue ?? before.value);
  return Math.max(0, Math.sign(delta) * (delta - withoutQueue));
}

/**
 * Whoever comes back from the queue finds cold caches: a millisecond there made runs of unchanged programs 0.8 to 1.3 ms
 * longer. As a relative standard deviation.
 */
const spreadOfDelay = 0.15;

/** Of a time, this much was spent in the queue. */
export const queuedFor = (estimate: Estimate, queuedMs: number): Estimate => ({
  ...estimate,
  variance: estimate.variance + square(spreadOfDelay * queuedMs),
  withoutQueue: Math.max(0, estimate.value - queuedMs),
});

/** A turn of another program ends at a tick of the scheduler at the soonest: 4 ms apart on most Linux kernels (250 Hz). */
const turnMs = 4;

/**
 * Of a time that is part of a thread's, about the thread's share was spent in the queue. Which part is interrupted is
 * chance: the turns of others that fall into it follow the Poisson distribution.
 */
export function queuedShareOf(estimate: Estimate, share: number): Estimate {
  const queuedMs = share * estimate.value;
  const delayed = queuedFor(estimate, queuedMs);
  return { ...delayed, variance: delayed.variance + turnMs * queuedMs };
}
