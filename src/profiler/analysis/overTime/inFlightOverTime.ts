/**
 * How many operations were open, by kind, in equal stretches of the run. Where one operation stands for `w` of its kind,
 * those others began since the one before: its wait, w times, is spread over the time in which they can have been open.
 */
import type { InFlightOverTime } from '../../report.ts';
import { orderByTime, type Operations } from '../operations/readOperations.ts';
import { spansOf, walkSpans, type Spans } from '../operations/walk.ts';

/** Two columns a kind, and mostly three kinds: 15 kB of the report. */
const mostBuckets = 500;
const shortestBucketMicros = 1_000;

export function measureInFlightOverTime(
  operations: Operations,
  /** In order of start; until the operation was done. */
  waits: Spans,
  startMicros: number,
  endMicros: number,
): InFlightOverTime | undefined {
  const bucketMicros = Math.max(shortestBucketMicros, (endMicros - startMicros) / mostBuckets);
  const count = Math.ceil((endMicros - startMicros) / bucketMicros - 1e-6);
  if (operations.count === 0 || !(count > 0)) return undefined;
  const isEstimated = operations.weight.some((weight) => weight !== 1);
  const open = isEstimated ? spreadByWeight(operations, waits) : { spans: waits, kind: operations.kind, level: null };
  const grid = { startMicros, bucketMicros, count };
  const { means, peaks, peak } = fillBuckets(open, grid, operations.kinds.length);
  const sums = means.map((mean) => mean.reduce((sum, one) => sum + one, 0));
  return {
    bucketMs: bucketMicros / 1000,
    peak: Array.from(peak, Math.round),
    kinds: operations.kinds
      .map((kind, at) => ({ kind, at }))
      .filter(({ at }) => (sums[at] as number) > 0)
      .sort((a, b) => (sums[b.at] as number) - (sums[a.at] as number))
      .map(({ kind, at }) => ({
        kind,
        mean: Array.from(means[at] as Float64Array, hundredths),
        peak: Array.from(peaks[at] as Float64Array, Math.round),
      })),
    isEstimated,
  };
}

interface Open {
  readonly spans: Spans;
  readonly kind: Uint8Array;
  /** Operations that are open while the span lasts; null for one each. */
  readonly level: Float64Array | null;
}

function spreadByWeight({ weight, kind, thread, kinds, count }: Operations, waits: Spans): Open {
  const before = new Map<number, number>();
  const begin = new Float64Array(count);
  const level = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const [start, end] = [waits.start[row] as number, Math.max(waits.start[row] as number, waits.end[row] as number)];
    const group = (thread[row] as number) * kinds.length + (kind[row] as number);
    const stands = weight[row] as number;
    const gap = stands > 1 ? start - (before.get(group) ?? start) : 0;
    before.set(group, start);
    const from = start - gap * (1 - 1 / stands);
    const lasted = end - from;
    begin[row] = from;
    level[row] = lasted > 0 ? (stands * (end - start)) / lasted : 0;
  }
  const order = orderByTime(begin);
  const pick = (column: Float64Array) =>
    Float64Array.from({ length: order.length }, (_, at) => column[order[at] as number] as number);
  return {
    spans: spansOf({ start: pick(begin) }, pick(waits.end)),
    kind: Uint8Array.from({ length: order.length }, (_, at) => kind[order[at] as number] as number),
    level: pick(level),
  };
}

interface Grid {
  readonly startMicros: number;
  readonly bucketMicros: number;
  readonly count: number;
}

/** One walk in order of time: what is open is added up over each stretch, and its peaks are noted. */
function fillBuckets({ spans, kind, level }: Open, { startMicros, bucketMicros, count }: Grid, kinds: number) {
  const columns = () => Array.from({ length: kinds }, () => new Float64Array(count));
  const [means, peaks] = [columns(), columns()];
  const peak = new Float64Array(count);
  const open = new Float64Array(kinds);
  let all = 0;
  let now = startMicros;
  let bucket = 0;
  const notePeaks = (only?: number) => {
    peak[bucket] = Math.max(peak[bucket] as number, all);
    for (let at = only ?? 0; at <= (only ?? kinds - 1); at++) {
      const column = peaks[at] as Float64Array;
      column[bucket] = Math.max(column[bucket] as number, open[at] as number);
    }
  };
  const reach = (time: number) => {
    while (time > now && bucket < count) {
      const edge = startMicros + (bucket + 1) * bucketMicros;
      const until = Math.min(time, edge);
      for (let at = 0; at < kinds; at++) {
        const column = means[at] as Float64Array;
        column[bucket] = (column[bucket] as number) + (open[at] as number) * ((until - now) / bucketMicros);
      }
      now = until;
      if (until < edge) return;
      bucket++;
      if (bucket < count) notePeaks();
    }
  };
  const change = (row: number, sign: 1 | -1) => {
    const one = sign * (level === null ? 1 : (level[row] as number));
    const of = kind[row] as number;
    open[of] = Math.max(0, (open[of] as number) + one);
    all = Math.max(0, all + one);
    if (sign > 0 && bucket < count) notePeaks(of);
  };
  walkSpans(spans, { reach, open: (row) => change(row, 1), close: (row) => change(row, -1) });
  return { means, peaks, peak };
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;
