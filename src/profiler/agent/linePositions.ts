/** Offsets in a script to 0-based lines and columns, as V8 counts them: \n, \r, \r\n and the two Unicode separators end a line. */
export function lineStarts(source: string): number[] {
  const starts = [0];
  const lineEnd = /\r\n|[\n\r\u2028\u2029]/g;
  while (lineEnd.exec(source)) starts.push(lineEnd.lastIndex);
  return starts;
}

export function positionAt(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, column: offset - starts[low]! };
}
