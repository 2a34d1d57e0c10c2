/** Rounds of the same work: how far they lie apart, and what they say about two variants. */

/** Rounds of the same work that differ by more have been disturbed. */
const quiet = 1.25;

export const isDisturbed = ({ times }) => Math.max(...times) > quiet * Math.min(...times);

/** Of fixed work the fastest run is the one that others disturbed least. */
export const fastest = ({ times }) => Math.min(...times);

/** Student's t for one side of 95 %, by degrees of freedom (rounds − 1). */
const studentsT = [NaN, 6.31, 2.92, 2.35, 2.13, 2.02, 1.94, 1.89, 1.86, 1.83];

/**
 * By how much longer `one` takes than `other`, as a share: the two ends that 90 % of such measurements have the true value
 * between. From the ratios within a round, which what slows the machine for a while leaves alone, on a logarithmic scale.
 */
export function longerBy(one, other) {
  if (one === other) return { low: 0, high: 0 };
  const ratios = one.times.slice(0, other.times.length).map((ms, round) => Math.log(ms / other.times[round]));
  if (ratios.length < 2) return { low: -1, high: Infinity };
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (ratios.length - 1);
  const t = studentsT[Math.min(ratios.length, studentsT.length) - 1];
  const half = t * Math.sqrt(variance / ratios.length);
  return { low: Math.exp(mean - half) - 1, high: Math.exp(mean + half) - 1 };
}
