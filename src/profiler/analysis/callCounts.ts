/** Exact counts of the counting pass, found again for a frame of the sampled pass. */
import type { CallCount } from '../capture/format/capture.ts';
import type { Frame } from '../capture/format/cpuColumns.ts';

export interface CallCounts {
  /** Null when the counting pass did not see this function. */
  of(frame: Frame): number | null;
}

/**
 * By url, name and position. The column is dropped when it does not fit: coverage counts a function from its first
 * character, the CPU profile from its parameter list.
 */
export function indexCallCounts(counts: readonly CallCount[] | null): CallCounts {
  const exact = new Map<string, number>();
  const byLine = new Map<string, number | null>();
  for (const { functionName, url, lineNumber, columnNumber, count } of counts ?? []) {
    const line = `${url}\n${functionName}\n${lineNumber}`;
    const key = `${line}:${columnNumber}`;
    exact.set(key, (exact.get(key) ?? 0) + count);
    byLine.set(line, byLine.has(line) ? null : count); // two of one name on one line cannot be told apart
  }
  return {
    of({ url, name, line, column }) {
      const key = `${url}\n${name}\n${line}`;
      return exact.get(`${key}:${column}`) ?? byLine.get(key) ?? null;
    },
  };
}
