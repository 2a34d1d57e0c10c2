/** The page's view state, and its way into the editor's memory. */
import type { Host } from './host.ts';
import { initialView, restoreView, type TableId, type TableView, type ViewState } from './viewState.ts';

export interface ViewStore {
  get(): ViewState;
  update(change: Partial<ViewState>): void;
  updateTable(id: TableId, change: Partial<TableView>): void;
}

/** What was stored for another capture, or for another comparison (`beforeDir`), does not apply to this one. */
export function createViewStore(host: Host, captureDir: string, beforeDir?: string): ViewStore {
  const stored = host.getState();
  const isSame = stored?.captureDir === captureDir && stored.beforeDir === beforeDir;
  let view = isSame ? restoreView(stored.view) : { ...initialView };
  const keep = () => host.setState({ captureDir, ...(beforeDir === undefined ? {} : { beforeDir }), view });
  keep();
  const update = (change: Partial<ViewState>) => {
    view = { ...view, ...change };
    keep();
  };
  return {
    get: () => view,
    update,
    updateTable: (id, change) => update({ tables: { ...view.tables, [id]: { ...view.tables[id], ...change } } }),
  };
}
