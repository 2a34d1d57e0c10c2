/** What the comparisons of all kinds ask of the two reports. */
import type { Difference, Presence } from '../comparison.ts';
import type { Report } from '../report.ts';
import type { Pair } from './match.ts';

export interface Reports {
  readonly before: Report;
  readonly after: Report;
}

/** Distance of the CPU samples: as they came, or as asked for where there were none. */
export const sampleInterval = ({ sampling }: Report): number =>
  sampling.cpuIntervalObservedMs ?? sampling.cpuIntervalRequestedMs;

export function presenceOf({ before, after, hasMoved }: Pair<unknown>): Presence {
  if (before === null) return 'after-only';
  if (after === null) return 'before-only';
  return hasMoved ? 'moved' : 'both';
}

/** Differences that are beyond the noise first, then the largest. */
export const byWeight = (a: Difference, b: Difference): number =>
  Number(b.isSignificant) - Number(a.isSignificant) || Math.abs(b.delta) - Math.abs(a.delta);
