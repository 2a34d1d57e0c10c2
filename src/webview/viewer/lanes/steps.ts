/** Values that hold for stretches one after another: from the end of the one before to their own end. */
import type { TimeSpan } from './lane.ts';

export interface Steps {
  readonly startMs: number;
  /** Ascending. */
  readonly endMs: Float64Array;
  readonly values: Float64Array;
  /** Most at any moment of the stretch, where known; else the values themselves. */
  readonly peaks: Float64Array;
}

export function equalSteps(startMs: number, bucketMs: number, values: readonly number[], peaks = values): Steps {
  return {
    startMs,
    endMs: Float64Array.from(values, (_, at) => startMs + (at + 1) * bucketMs),
    values: Float64Array.from(values),
    peaks: Float64Array.from(values, (_, at) => peaks[at] ?? 0),
  };
}

export const stepStart = ({ startMs, endMs }: Steps, at: number): number => (at === 0 ? startMs : (endMs[at - 1] ?? 0));

/** First step that ends after a moment; as many as there are when none does. */
export function stepAt({ endMs }: Pick<Steps, 'endMs'>, atMs: number): number {
  let low = 0;
  let high = endMs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((endMs[middle] as number) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Null before the first and after the last step. */
export function valueAt(steps: Steps, atMs: number): number | null {
  const at = stepAt(steps, atMs);
  return atMs < steps.startMs || at >= steps.values.length ? null : (steps.values[at] as number);
}

/** Weighted by time; null where the range meets no step. */
export function meanIn(steps: Steps, range: TimeSpan): number | null {
  let time = 0;
  let sum = 0;
  eachStepIn(steps, range, (at, lasted) => {
    time += lasted;
    sum += lasted * (steps.values[at] as number);
  });
  return time > 0 ? sum / time : null;
}

export function peakIn(steps: Steps, range: TimeSpan): number | null {
  let peak: number | null = null;
  eachStepIn(steps, range, (at) => (peak = Math.max(peak ?? -Infinity, steps.peaks[at] as number)));
  return peak;
}

/** Steps that share more than a moment with the range, and how long. */
export function eachStepIn(steps: Steps, { startMs, endMs }: TimeSpan, visit: (at: number, lasted: number) => void) {
  for (let at = stepAt(steps, startMs); at < steps.values.length && stepStart(steps, at) < endMs; at++) {
    const lasted = Math.min(endMs, steps.endMs[at] as number) - Math.max(startMs, stepStart(steps, at));
    if (lasted > 0) visit(at, lasted);
  }
}
