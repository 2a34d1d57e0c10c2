/** Whether a difference may be chance. Samples are counted events: a count of n is uncertain by the square root of n. */

/** Of the standard error; chance alone goes beyond it once in twenty. */
const standardErrors = 1.96;

export interface SampledWeight {
  readonly weight: number;
  /** Samples that the weight was seen in. */
  readonly count: number;
}

/** Standard error of the difference of two weights; of a side without a sample, as if it might have had one. */
export function differenceError(before: SampledWeight, after: SampledWeight, weightPerSample: number): number {
  const variance = ({ weight, count }: SampledWeight) => (count > 0 ? weight ** 2 / count : weightPerSample ** 2);
  return Math.sqrt(variance(before) + variance(after));
}

export const isWithinNoise = (delta: number, error: number): boolean => Math.abs(delta) <= standardErrors * error;
