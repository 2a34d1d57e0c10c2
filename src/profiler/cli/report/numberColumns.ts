import type { ColumnSpec } from '../layout.ts';

/** A column of numbers before a name and a place, with what it shows of a row. */
export interface NumberColumn<T> extends ColumnSpec {
  readonly cell: (row: T) => string;
}
