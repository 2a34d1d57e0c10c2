/** Weights in words: time of a CPU profile, bytes of a heap profile. */
import { formatBytes, formatCount, formatMs, formatShare } from '../format.ts';
import type { WeightUnit } from './model/index.ts';

const microsPerMs = 1000;

export const formatWeight = (weight: number, unit: WeightUnit): string =>
  unit === 'micros' ? formatMs(weight / microsPerMs) : formatBytes(weight);

export const shareOf = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

/** `214 ms (3.4 %)`. */
export const formatWithShare = (weight: number, whole: number, unit: WeightUnit): string =>
  `${formatWeight(weight, unit)} (${formatShare(shareOf(weight, whole))})`;

/** What a profile counts: samples of time, or objects. */
export const countedNoun: Readonly<Record<WeightUnit, string>> = { micros: 'samples', bytes: 'objects' };

/** Weighted by the edges of a range, so it may be a fraction. */
export const formatSamples = (count: number): string => formatCount(Math.round(count));
