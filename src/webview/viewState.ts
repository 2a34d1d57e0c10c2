/** What the page remembers through hiding and reload. Read back with suspicion: an older version may have written it. */
import { sortKeys, type SortKey } from './table/sortRows.ts';

export const tabIds = ['hot', 'flame', 'memory', 'cpu', 'threads', 'warnings'] as const;
export type TabId = (typeof tabIds)[number];

export interface ViewState {
  tab: TabId;
  sort: { key: SortKey; descending: boolean };
  filter: string;
  onlyMine: boolean;
  /** Thread on the flame chart; null for the main one. */
  threadId: string | null;
  /** In microseconds of that thread's profile; null shows all of it. */
  flameWindow: { startMicros: number; endMicros: number } | null;
  scrollTop: number;
}

export const initialView: ViewState = {
  tab: 'hot',
  sort: { key: 'self', descending: true },
  filter: '',
  onlyMine: false,
  threadId: null,
  flameWindow: null,
  scrollTop: 0,
};

/** The stored view where it is one, field by field; the initial view otherwise. */
export function restoreView(stored: unknown): ViewState {
  if (typeof stored !== 'object' || stored === null) return { ...initialView };
  const view = stored as Partial<Record<keyof ViewState, unknown>>;
  const sort = view.sort as ViewState['sort'] | undefined;
  const window = view.flameWindow as ViewState['flameWindow'] | undefined;
  return {
    tab: tabIds.find((id) => id === view.tab) ?? initialView.tab,
    sort:
      sort && sortKeys.includes(sort.key) ? { key: sort.key, descending: sort.descending === true } : initialView.sort,
    filter: typeof view.filter === 'string' ? view.filter : '',
    onlyMine: view.onlyMine === true,
    threadId: typeof view.threadId === 'string' ? view.threadId : null,
    flameWindow: window && window.endMicros > window.startMicros ? window : null,
    scrollTop: typeof view.scrollTop === 'number' ? view.scrollTop : 0,
  };
}
