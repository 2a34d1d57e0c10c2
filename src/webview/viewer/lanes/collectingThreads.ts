/** How many threads collect garbage at a time. */
import { formatCores } from '../../format.ts';
import { equalSteps, type Steps } from './steps.ts';
import type { ActivityColumns } from './threadRow.ts';

/** As many as a strip of a thread. */
const buckets = 600;

/** In equal stretches of the run. */
export function collectingThreads(threads: readonly ActivityColumns[], wallMs: number): Steps {
  const bucketMs = Math.max(1, wallMs / buckets);
  const sums = new Array<number>(Math.ceil(wallMs / bucketMs)).fill(0);
  for (const { startMs, bucketMs: own, gc: percents } of threads) {
    for (let at = 0; at < percents.length; at++) {
      const percent = percents[at] ?? 0;
      const [from, to] = [startMs + at * own, startMs + (at + 1) * own];
      for (let into = Math.floor(from / bucketMs); percent > 0 && into * bucketMs < to; into++) {
        const overlap = Math.min(to, (into + 1) * bucketMs) - Math.max(from, into * bucketMs);
        if (into < sums.length) sums[into] = (sums[into] as number) + ((percent / 100) * overlap) / bucketMs;
      }
    }
  }
  return equalSteps(0, bucketMs, sums);
}

/** Sums of per cent are whole numbers but for a float's error, and an axis that ends at 4.00 looks measured. */
export function countOfThreads(threads: number): string {
  const rounded = Math.round(threads * 100) / 100;
  return `${Number.isInteger(rounded) ? rounded : formatCores(rounded)} ${rounded === 1 ? 'thread' : 'threads'}`;
}
