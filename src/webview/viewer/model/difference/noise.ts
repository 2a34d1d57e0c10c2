/**
 * Whether a difference may be chance. What was seen in n samples is uncertain by the square root of n (Poisson); the same
 * program recorded twice differs by that much without any change.
 */
import type { WeightUnit } from '../threadProfile.ts';

/** Of the standard error: chance alone goes beyond it once in twenty. */
const standardErrors = 1.96;

/** V8 samples an allocation each half a MiB on average unless `--heap-prof-interval` says otherwise. */
const heapIntervalBytes = 512 * 1024;

/** A weight, scaled, and the samples or objects that it stands for, scaled likewise. */
export interface SampledWeight {
  readonly weight: number;
  readonly count: number;
}

/** What one sample of a side stands for, and what it was multiplied by. */
export interface Sampling {
  readonly unit: WeightUnit;
  readonly weightPerSample: number;
  readonly scale: number;
}

/** The square of the standard error. A side that was not seen at all may well have missed one sample. */
export function varianceOf({ weight, count }: SampledWeight, { unit, weightPerSample, scale }: Sampling): number {
  if (!(weight > 0) || !(count > 0)) return unit === 'bytes' ? (heapIntervalBytes * scale) ** 2 : weightPerSample ** 2;
  if (unit === 'micros') return (weight * weight) / (count / scale);
  // Objects are sampled by their size: of those much smaller than the interval few are seen, of the largest all.
  const sizeBytes = weight / count;
  const seenShare = -Math.expm1(-sizeBytes / heapIntervalBytes);
  return (count / scale) * (sizeBytes * scale) ** 2 * ((1 - seenShare) / seenShare);
}

export const isWithinNoise = (delta: number, error: number): boolean => Math.abs(delta) <= standardErrors * error;
