/** Where the functions of a script begin and end. Lines are 1-based, columns 0-based; the end is inclusive. */
export interface FunctionRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Script url, as the profile names it → its functions; an enclosing function comes before those inside it. */
export type FunctionRanges = Readonly<Record<string, readonly FunctionRange[]>>;

/** Index of the innermost function that holds a position (1-based line, 0-based column); -1 for the top level. */
export function innermostAt(functions: readonly FunctionRange[], line: number, column: number): number {
  let found = -1;
  functions.forEach((range, index) => {
    const afterStart = line > range.startLine || (line === range.startLine && column >= range.startColumn);
    const beforeEnd = line < range.endLine || (line === range.endLine && column <= range.endColumn);
    // Enclosing functions come first, so the last one that fits is the innermost.
    if (afterStart && beforeEnd) found = index;
  });
  return found;
}
