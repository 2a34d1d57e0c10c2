/** Order of the hot functions. */
import type { HotFunction } from '../../profiler/report.ts';
import { formatPlace } from '../format.ts';

export const sortKeys = [
  'name',
  'self',
  'total',
  'calls',
  'selfPerCall',
  'totalPerCall',
  'category',
  'location',
] as const;
export type SortKey = (typeof sortKeys)[number];
export interface Sort {
  readonly key: SortKey;
  readonly descending: boolean;
}

const perCall = (ms: number, calls: number | null): number => (calls === null || calls === 0 ? 0 : ms / calls);
const numberOf: Partial<Record<SortKey, (row: HotFunction) => number>> = {
  self: (row) => row.selfMs,
  total: (row) => row.totalMs,
  calls: (row) => row.calls ?? -1,
  selfPerCall: (row) => perCall(row.selfMs, row.calls),
  totalPerCall: (row) => perCall(row.totalMs, row.calls),
};
const textOf: Partial<Record<SortKey, (row: HotFunction) => string>> = {
  name: (row) => row.name,
  category: (row) => row.category,
  location: (row) => (row.location ? formatPlace(row.location) : '\uffff'),
};
// One collator for all comparisons: localeCompare makes one each time.
const collator = new Intl.Collator('en', { numeric: true });

/** A sorted copy; equal rows keep the order of the report, which is by self time. */
export function sortRows(rows: readonly HotFunction[], { key, descending }: Sort): HotFunction[] {
  const direction = descending ? -1 : 1;
  const toNumber = numberOf[key];
  if (toNumber) return [...rows].sort((a, b) => direction * (toNumber(a) - toNumber(b)));
  const toText = textOf[key] ?? ((row: HotFunction) => row.name);
  return [...rows].sort((a, b) => direction * collator.compare(toText(a), toText(b)));
}

/** A second press turns the order round; a fresh column starts with what one looks for: large numbers, or A. */
export function nextSort(current: Sort, key: SortKey): Sort {
  if (current.key === key) return { key, descending: !current.descending };
  return { key, descending: key in numberOf };
}

export const timePerCall = perCall;
