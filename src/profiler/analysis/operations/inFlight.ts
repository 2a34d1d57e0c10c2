/**
 * How many operations of a group were open at once. Groups overlap freely: an operation counts for its line, and for each
 * function on its call path.
 *
 * Where each operation was traced, mean in flight is the sum of the waits over the time in which at least one was open.
 * Where one stands for `w`, the others' waits are not seen and that time is not known. Then it is taken from what overlaps:
 * with W the weights open at a moment, W² minus the sum of the squared weights estimates n(n-1) without bias, however thin
 * the sample is, so 1 + its integral over that of W is the number in flight as an operation finds it: 1 in a chain, N with
 * N kept in flight.
 *
 * A thin sample has few pairs that overlap, and mostly too few. But one that stands for `w` also says that `w` of them began
 * since the one before: of the time between, they can have covered w times the mean wait at most, and not more than all.
 * The sum of the waits over that is the least that was in flight on average; the larger of both counts.
 */
import type { Operations } from './readOperations.ts';
import { walkSpans, type Spans } from './walk.ts';

export interface GroupTotals {
  /** Weighted, like all of these. */
  readonly count: Float64Array;
  /** Microseconds, summed over the operations. */
  readonly wait: Float64Array;
  /** Microseconds in which at least one was open. */
  readonly union: Float64Array;
  /** The same for those that were traced alone: less where operations were sampled. */
  readonly tracedUnion: Float64Array;
  readonly meanInFlight: Float64Array;
  readonly maxInFlight: Float64Array;
}

/** `groupsOfRow` names the groups of an operation; each only once. */
export function measureGroups(
  { weight }: Operations,
  waits: Spans,
  groupsOfRow: (row: number) => Int32Array,
  groupCount: number,
): GroupTotals {
  const { start, end } = waits;
  const make = () => new Float64Array(groupCount);
  const [counts, wait, union, pairs, most] = [make(), make(), make(), make(), make()];
  const [open, openWeight, openSquares, since] = [make(), make(), make(), make()];
  const isSampled = new Uint8Array(groupCount);
  let now = 0;
  const settle = (group: number) => {
    const passed = now - at(since, group);
    since[group] = now;
    if (!(at(open, group) > 0)) return;
    add(union, group, passed);
    add(pairs, group, (at(openWeight, group) ** 2 - at(openSquares, group)) * passed);
  };
  walkSpans(waits, {
    reach: (time) => (now = time),
    open(row) {
      const one = at(weight, row);
      const waited = Math.max(0, at(end, row) - at(start, row));
      for (const group of groupsOfRow(row)) {
        settle(group);
        add(open, group, 1);
        add(openWeight, group, one);
        add(openSquares, group, one * one);
        add(counts, group, one);
        add(wait, group, one * waited);
        most[group] = Math.max(at(most, group), at(open, group));
        if (one !== 1) isSampled[group] = 1;
      }
    },
    close(row) {
      const one = at(weight, row);
      for (const group of groupsOfRow(row)) {
        settle(group);
        add(open, group, -1);
        add(openWeight, group, -one);
        add(openSquares, group, -one * one);
      }
    },
  });
  const mostCovered = isSampled.includes(1) ? coverAtMost(weight, waits, groupsOfRow, counts, wait) : union;
  const meanInFlight = make();
  const tracedUnion = union.slice();
  for (let group = 0; group < groupCount; group++) {
    if (!(at(counts, group) > 0)) continue;
    const summed = at(wait, group);
    const sampled = isSampled[group] === 1;
    const seen = sampled
      ? Math.max(1 + at(pairs, group) / summed, summed / at(mostCovered, group))
      : summed / at(union, group);
    meanInFlight[group] = summed > 0 ? Math.max(1, seen) : 1;
    if (!sampled) continue;
    union[group] = summed / at(meanInFlight, group);
    most[group] = Math.max(at(most, group), Math.round(at(meanInFlight, group)));
  }
  return { count: counts, wait, union, tracedUnion, meanInFlight, maxInFlight: most };
}

/** By group, microseconds: what the operations that began since the one before can have covered of the time since then. */
function coverAtMost(
  weight: Float64Array,
  { start, end }: Spans,
  groupsOfRow: (row: number) => Int32Array,
  counts: Float64Array,
  waited: Float64Array,
): Float64Array {
  const covered = new Float64Array(counts.length);
  const before = new Float64Array(counts.length).fill(-Infinity);
  for (let row = 0; row < start.length; row++) {
    const began = at(start, row);
    for (const group of groupsOfRow(row)) {
      const one = at(weight, row);
      const most = one === 1 ? at(end, row) - began : (one * at(waited, group)) / at(counts, group);
      add(covered, group, Math.max(0, Math.min(began - at(before, group), most)));
      before[group] = began;
    }
  }
  return covered;
}

const at = (column: Float64Array, row: number): number => column[row] as number;

function add(column: Float64Array, row: number, amount: number): void {
  column[row] = at(column, row) + amount;
}
