/** What the page remembers through hiding and reload. Read back with suspicion: an older version may have written it. */
import type { Sort } from './table/sortRows.ts';
import {
  initialDifferenceView,
  restoreDifferenceView,
  type DifferenceView,
} from './viewer/difference/differenceView.ts';
import { initialViewerView, restoreViewerView, type ViewerView } from './viewer/viewerView.ts';

export const tabIds = ['hot', 'tasks', 'io', 'flame', 'memory', 'cpu', 'threads', 'warnings'] as const;
export type TabId = (typeof tabIds)[number];

export const tableIds = ['hot', 'tasks', 'io', 'functionDifferences', 'taskDifferences', 'siteDifferences'] as const;
export type TableId = (typeof tableIds)[number];

/** Of the page that compares two captures. */
export const comparisonTabIds = ['functions', 'tasks', 'memory', 'flame'] as const;
export type ComparisonTabId = (typeof comparisonTabIds)[number];

export interface TableView {
  readonly sort: Sort;
  readonly filter: string;
}

export const flameKinds = ['cpu', 'waiting'] as const;
/** What the flame chart shows: calls over time, or waits by asynchronous call path. */
export type FlameKind = (typeof flameKinds)[number];

export const waitMeasures = ['idleMs', 'waitMs'] as const;
/** What the boxes of the waiting flame graph are as wide as. */
export type WaitMeasure = (typeof waitMeasures)[number];

/** The lanes of all threads; what is folded shows its name only. */
export interface LanesView {
  readonly folded: boolean;
  readonly foldedLanes: readonly string[];
  /** Milliseconds of the run; null shows all of it. */
  readonly window: { readonly startMs: number; readonly endMs: number } | null;
}

export interface ViewState {
  tab: TabId;
  tables: Readonly<Record<TableId, TableView>>;
  onlyMine: boolean;
  /** Thread on the flame chart; null for the main one. */
  threadId: string | null;
  /** How that thread's profile is looked at. */
  viewer: ViewerView;
  flameKind: FlameKind;
  waitMeasure: WaitMeasure;
  lanes: LanesView;
  comparisonTab: ComparisonTabId;
  /** Which measure a table of differences shows, by table; a name that it does not have means its first. */
  measures: Readonly<Partial<Record<TableId, string>>>;
  /** How the profiles of both runs are compared. */
  difference: DifferenceView;
  /** Differences within the noise are hidden. */
  onlyChanged: boolean;
  scrollTop: number;
}

const inReportOrder: TableView = { sort: { key: '', descending: true }, filter: '' };

export const initialLanes: LanesView = { folded: false, foldedLanes: [], window: null };

export const initialView: ViewState = {
  tab: 'hot',
  tables: {
    hot: { sort: { key: 'self', descending: true }, filter: '' },
    tasks: inReportOrder,
    io: inReportOrder,
    functionDifferences: inReportOrder,
    taskDifferences: inReportOrder,
    siteDifferences: inReportOrder,
  },
  onlyMine: false,
  threadId: null,
  viewer: initialViewerView,
  flameKind: 'cpu',
  waitMeasure: 'idleMs',
  lanes: initialLanes,
  comparisonTab: 'functions',
  measures: {},
  difference: initialDifferenceView,
  onlyChanged: false,
  scrollTop: 0,
};

/** The stored view where it is one, field by field; the initial view otherwise. */
export function restoreView(stored: unknown): ViewState {
  if (typeof stored !== 'object' || stored === null) return { ...initialView };
  const view = stored as Partial<Record<keyof ViewState, unknown>>;
  return {
    tab: tabIds.find((id) => id === view.tab) ?? initialView.tab,
    tables: restoreTables(view.tables),
    onlyMine: view.onlyMine === true,
    threadId: typeof view.threadId === 'string' ? view.threadId : null,
    viewer: restoreViewerView(view.viewer),
    flameKind: flameKinds.find((kind) => kind === view.flameKind) ?? initialView.flameKind,
    waitMeasure: waitMeasures.find((measure) => measure === view.waitMeasure) ?? initialView.waitMeasure,
    lanes: restoreLanes(view.lanes),
    comparisonTab: comparisonTabIds.find((id) => id === view.comparisonTab) ?? initialView.comparisonTab,
    measures: restoreMeasures(view.measures),
    difference: restoreDifferenceView(view.difference),
    onlyChanged: view.onlyChanged === true,
    scrollTop: typeof view.scrollTop === 'number' ? view.scrollTop : 0,
  };
}

export function restoreLanes(stored: unknown): LanesView {
  if (typeof stored !== 'object' || stored === null) return initialLanes;
  const { folded, foldedLanes, window } = stored as Partial<Record<keyof LanesView, unknown>>;
  const { startMs, endMs } = (typeof window === 'object' && window !== null ? window : {}) as Record<string, unknown>;
  const isStretch = typeof startMs === 'number' && typeof endMs === 'number' && endMs > startMs;
  return {
    folded: folded === true,
    foldedLanes: Array.isArray(foldedLanes) ? foldedLanes.filter((lane) => typeof lane === 'string') : [],
    window: isStretch ? { startMs, endMs } : null,
  };
}

function restoreTables(stored: unknown): ViewState['tables'] {
  const tables = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const restored = tableIds.map((id) => [id, restoreTable(tables[id], initialView.tables[id])] as const);
  return Object.fromEntries(restored) as ViewState['tables'];
}

function restoreTable(stored: unknown, initial: TableView): TableView {
  if (typeof stored !== 'object' || stored === null) return initial;
  const { sort, filter } = stored as Partial<TableView>;
  return {
    // A key of no column sorts nothing.
    sort: typeof sort?.key === 'string' ? { key: sort.key, descending: sort.descending === true } : initial.sort,
    filter: typeof filter === 'string' ? filter : '',
  };
}

function restoreMeasures(stored: unknown): ViewState['measures'] {
  const measures = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  return Object.fromEntries(
    tableIds.flatMap((id) => (typeof measures[id] === 'string' ? [[id, measures[id]] as const] : [])),
  );
}
