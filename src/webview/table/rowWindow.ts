/** Which rows of a long list exist as elements. */
export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
}

/** Rows beyond each edge, so that a fast wheel does not show blanks before the next drawing. */
const overscan = 8;

export function rowWindow(scrollTop: number, viewHeight: number, rowHeight: number, rows: number): RowWindow {
  const first = Math.floor(scrollTop / rowHeight) - overscan;
  const last = Math.ceil((scrollTop + viewHeight) / rowHeight) + overscan;
  return { first: Math.min(Math.max(0, first), rows), last: Math.min(Math.max(0, last), rows) };
}

/** Where to scroll so that a row is wholly in sight; the same place when it is already. */
export function scrollToRow(row: number, scrollTop: number, viewHeight: number, rowHeight: number): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + viewHeight) return top + rowHeight - viewHeight;
  return scrollTop;
}
