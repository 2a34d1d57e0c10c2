/** Stretches that overlap, in as many rows as there are. */
import type { TimeSpan } from './lane.ts';

/** Each into the first row that is free; what finds none lies over the last. */
export function packRows<S extends TimeSpan>(spans: readonly S[], mostRows: number): S[][] {
  const rows: S[][] = [];
  for (const span of [...spans].sort((a, b) => a.startMs - b.startMs || b.endMs - a.endMs)) {
    const free = rows.find((row) => (row.at(-1)?.endMs ?? -Infinity) <= span.startMs);
    if (free) free.push(span);
    else if (rows.length < mostRows) rows.push([span]);
    else rows.at(-1)?.push(span);
  }
  return rows;
}
