/** What a viewer remembers through hiding and reload: plain data, read back with suspicion. */
import type { ColouredBy, FrameMatch, TimeRange, Transform } from './model/index.ts';

export const viewIds = [
  'time',
  'graph',
  'sandwich',
  'topDown',
  'bottomUp',
  'function',
  'file',
  'package',
  'category',
  'lines',
] as const;
export type ViewId = (typeof viewIds)[number];

export interface SearchText {
  readonly text: string;
  readonly isRegularExpression: boolean;
}

/** What self and total tables are sorted by. */
export const weightColumns = ['self', 'total', 'count', 'name'] as const;
export type WeightColumn = (typeof weightColumns)[number];

export interface ViewerView {
  readonly view: ViewId;
  /** The stretch that all numbers are of; null for the whole recording. */
  readonly range: TimeRange | null;
  /** What the chart over time is zoomed to. */
  readonly window: TimeRange | null;
  /** In the order in which they were asked for. */
  readonly transforms: readonly Transform[];
  readonly onlyMyCode: boolean;
  readonly includesIdle: boolean;
  readonly colouredBy: ColouredBy;
  readonly search: SearchText;
  /** The chosen function; rows and boxes are found again by it. */
  readonly chosen: FrameMatch | null;
  readonly sortedBy: WeightColumn;
}

export const initialViewerView: ViewerView = {
  view: 'time',
  range: null,
  window: null,
  transforms: [],
  onlyMyCode: false,
  includesIdle: false,
  colouredBy: 'package',
  search: { text: '', isRegularExpression: false },
  chosen: null,
  sortedBy: 'self',
};

/** The stored view where it is one, field by field. */
export function restoreViewerView(stored: unknown): ViewerView {
  if (!isObject(stored)) return initialViewerView;
  return {
    view: viewIds.find((id) => id === stored['view']) ?? initialViewerView.view,
    range: restoreRange(stored['range']),
    window: restoreRange(stored['window']),
    transforms: restoreTransforms(stored['transforms']),
    onlyMyCode: stored['onlyMyCode'] === true,
    includesIdle: stored['includesIdle'] === true,
    colouredBy: stored['colouredBy'] === 'category' ? 'category' : 'package',
    search: restoreSearch(stored['search']),
    chosen: isFrameMatch(stored['chosen']) ? stored['chosen'] : null,
    sortedBy: weightColumns.find((column) => column === stored['sortedBy']) ?? initialViewerView.sortedBy,
  };
}

export const restoreTransforms = (stored: unknown): readonly Transform[] =>
  Array.isArray(stored) ? stored.filter(isTransform) : [];

export const restoreSearch = (stored: unknown): SearchText => ({
  text: isObject(stored) && typeof stored['text'] === 'string' ? stored['text'] : '',
  isRegularExpression: isObject(stored) && stored['isRegularExpression'] === true,
});

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function restoreRange(stored: unknown): TimeRange | null {
  if (!isObject(stored)) return null;
  const { startMicros, endMicros } = stored;
  return typeof startMicros === 'number' && typeof endMicros === 'number' && endMicros > startMicros
    ? { startMicros, endMicros }
    : null;
}

/** Kinds without anything beside them, and those of certain frames. */
function isTransform(value: unknown): value is Transform {
  if (!isObject(value)) return false;
  switch (value['kind']) {
    case 'onlyMyCode':
      return true;
    case 'focusPath':
      return Number.isInteger(value['node']);
    case 'collapseRecursion':
      return value['what'] === null || isFrameMatch(value['what']);
    case 'hide':
    case 'merge':
    case 'focus':
    case 'leaveOut':
      return isFrameMatch(value['what']);
    default:
      return false;
  }
}

function isFrameMatch(value: unknown): value is FrameMatch {
  if (!isObject(value)) return false;
  switch (value['kind']) {
    case 'function':
      return typeof value['name'] === 'string' && typeof value['url'] === 'string';
    case 'file':
      return typeof value['url'] === 'string';
    case 'package':
      return typeof value['packageName'] === 'string';
    case 'category':
      return typeof value['category'] === 'string';
    case 'role':
      return typeof value['role'] === 'string';
    default:
      return false;
  }
}
