/** The page's view state, and its way into the editor's memory. */
import type { Host } from './host.ts';
import { initialView, restoreView, type TableId, type TableView, type ViewState } from './viewState.ts';

export interface ViewStore {
  get(): ViewState;
  update(change: Partial<ViewState>): void;
  updateTable(id: TableId, change: Partial<TableView>): void;
}

/** What was stored for another capture does not apply to this one. */
export function createViewStore(host: Host, captureDir: string): ViewStore {
  const stored = host.getState();
  let view = stored && stored.captureDir === captureDir ? restoreView(stored.view) : { ...initialView };
  host.setState({ captureDir, view });
  const update = (change: Partial<ViewState>) => {
    view = { ...view, ...change };
    host.setState({ captureDir, view });
  };
  return {
    get: () => view,
    update,
    updateTable: (id, change) => update({ tables: { ...view.tables, [id]: { ...view.tables[id], ...change } } }),
  };
}
