/** Visits the beginnings and ends of operations in order of time: what is counted along the way costs one pass. */
import { orderByTime } from './readOperations.ts';

export interface Spans {
  readonly count: number;
  /** Sorted. */
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Rows in order of `end`. */
  readonly byEnd: Uint32Array;
}

/** `start` has to be sorted. */
export const spansOf = ({ start }: { readonly start: Float64Array }, end: Float64Array): Spans => ({
  count: start.length,
  start,
  end,
  byEnd: orderByTime(end),
});

export interface Visitor {
  /** Called before the state changes; `time` never falls. */
  reach(time: number): void;
  open(row: number): void;
  close(row: number): void;
}

/** An end comes before a beginning at the same moment, so that one operation right after another does not overlap it. */
export function walkSpans({ count, start, end, byEnd }: Spans, visitor: Visitor): void {
  let next = 0;
  for (let ended = 0; ended < count; ended++) {
    const row = byEnd[ended] as number;
    const until = Math.max(end[row] as number, start[row] as number);
    while (next < count && (next <= row || (start[next] as number) < until)) {
      visitor.reach(start[next] as number);
      visitor.open(next);
      next++;
    }
    visitor.reach(until);
    visitor.close(row);
  }
}
