/** Order of a table's rows. */
import type { Column } from './dataTable.ts';

export interface Sort {
  /** Of a column; one that the table does not have leaves the report's order. */
  readonly key: string;
  readonly descending: boolean;
}

type Sortable<T> = Pick<Column<T>, 'key' | 'order'>;

// One collator for all comparisons: localeCompare makes one each time.
const collator = new Intl.Collator('en', { numeric: true });

/** A sorted copy; equal rows keep the order of the report. */
export function sortRows<T>(rows: readonly T[], columns: readonly Sortable<T>[], { key, descending }: Sort): T[] {
  const column = columns.find((one) => one.key === key);
  if (!column) return [...rows];
  const direction = descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: column.order(row) }))
    .sort((a, b) => direction * compare(a.value, b.value))
    .map(({ row }) => row);
}

const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

/** A second press turns the order round; a fresh column starts with what one looks for: large numbers, or A. */
export function nextSort<T>(current: Sort, column: Sortable<T>, rows: readonly T[]): Sort {
  if (current.key === column.key) return { key: column.key, descending: !current.descending };
  const [first] = rows;
  return { key: column.key, descending: first !== undefined && typeof column.order(first) === 'number' };
}
