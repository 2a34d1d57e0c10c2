/** The columns of numbers before a name and a place: as many as leave room for these two. */

export interface NumberColumn<T> {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** The highest is the first to give way. */
  readonly rank: number;
  readonly cell: (row: T) => string;
}

/** Between columns, and the indent before the first. */
const gap = 2;

/** Columns that are empty in every row are left out first. */
export function columnsThatFit<T>(
  columns: readonly NumberColumn<T>[],
  rows: readonly T[],
  width: number,
): readonly NumberColumn<T>[] {
  const used = columns
    .map((column) => ({ column, cells: rows.map((row) => column.cell(row)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ column, cells }) => ({
      column,
      width: gap + Math.max(column.title.length, ...cells.map((cell) => [...cell].length)),
    }));
  let room = width - used.reduce((sum, one) => sum + one.width, 0);
  const kept = new Set(used);
  for (const one of [...used].sort((a, b) => b.column.rank - a.column.rank)) {
    if (room >= 0) break;
    kept.delete(one);
    room += one.width;
  }
  return used.filter((one) => kept.has(one)).map(({ column }) => column);
}
