/** The items and, below those that are open, their details: one flat list, because the table knows only flat lists. */
import type { Detail } from './dataTable.ts';

export interface TableRow<T> {
  readonly item: T;
  /** Null for the row of the item itself. */
  readonly detail: Detail | null;
}

export function tableRows<T>(
  items: readonly T[],
  expanded: ReadonlySet<T>,
  details: (item: T) => readonly Detail[],
): TableRow<T>[] {
  const rows: TableRow<T>[] = [];
  for (const item of items) {
    rows.push({ item, detail: null });
    if (expanded.has(item)) for (const detail of details(item)) rows.push({ item, detail });
  }
  return rows;
}
