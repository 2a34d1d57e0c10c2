/**
 * Time in which at least one operation of a group was open: one after the other for those of each HTTP request, and
 * together for all that belong to none.
 */
import type { Operations } from './readOperations.ts';

/** Microseconds by group, weighted. */
export interface RequestWaits {
  readonly outside: Float64Array;
  readonly inside: Float64Array;
}

export function waitsByRequest(
  { count, start, weight, request, thread }: Operations,
  ready: Float64Array,
  groupsOfRow: (row: number) => Int32Array,
  groupCount: number,
): RequestWaits {
  const result = { outside: new Float64Array(groupCount), inside: new Float64Array(groupCount) };
  /** Until when a group, in a request, is accounted for. Rows come in order of start, so this is all that is needed. */
  const until = new Map<string, number>();
  const outsideUntil = new Float64Array(groupCount).fill(-Infinity);
  for (let row = 0; row < count; row++) {
    const from = start[row] as number;
    const to = Math.max(from, ready[row] as number);
    const id = request[row] as number;
    for (const group of groupsOfRow(row)) {
      if (id < 0) {
        const before = outsideUntil[group] as number;
        result.outside[group] = (result.outside[group] as number) + Math.max(0, to - Math.max(from, before));
        outsideUntil[group] = Math.max(before, to);
        continue;
      }
      const key = `${thread[row]}:${id}:${group}`;
      const before = until.get(key) ?? -Infinity;
      const added = Math.max(0, to - Math.max(from, before));
      result.inside[group] = (result.inside[group] as number) + added * (weight[row] as number);
      until.set(key, Math.max(before, to));
    }
  }
  return result;
}
