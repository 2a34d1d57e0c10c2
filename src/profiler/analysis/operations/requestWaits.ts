/**
 * Time in which at least one operation of a group was open: one after the other for those of each HTTP request, and
 * together for all that belong to none.
 */
import type { Operations } from './readOperations.ts';
import type { Spans } from './walk.ts';

/** Microseconds by group; those inside requests weighted. */
export interface RequestWaits {
  readonly outside: Float64Array;
  readonly inside: Float64Array;
}

export function waitsByRequest(
  { weight, request }: Operations,
  { count, start, end }: Spans,
  rowsOfRequests: readonly (readonly number[])[],
  groupsOfRow: (row: number) => Int32Array,
  groupCount: number,
): RequestWaits {
  const outside = new Float64Array(groupCount);
  const inside = new Float64Array(groupCount);
  // Rows come in order of start, so until when a group is accounted for is all that is needed; -1 starts a new request.
  const until = new Float64Array(groupCount).fill(-1);
  const addRow = (row: number, sums: Float64Array, times: number) => {
    const from = start[row] as number;
    const to = Math.max(from, end[row] as number);
    for (const group of groupsOfRow(row)) {
      const before = until[group] as number;
      sums[group] = (sums[group] as number) + times * Math.max(0, to - Math.max(from, before));
      until[group] = Math.max(before, to);
    }
  };
  for (let row = 0; row < count; row++) if ((request[row] as number) < 0) addRow(row, outside, 1);
  until.fill(-1);
  for (const rows of rowsOfRequests) {
    for (const row of rows) addRow(row, inside, weight[row] as number);
    for (const row of rows) for (const group of groupsOfRow(row)) until[group] = -1;
  }
  return { outside, inside };
}
