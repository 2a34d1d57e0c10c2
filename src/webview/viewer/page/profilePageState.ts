/** What the page of a profile file remembers. */
import type { PanelState, ProfileFile } from '../../protocol.ts';
import { initialDifferenceView, restoreDifferenceView, type DifferenceView } from '../difference/differenceView.ts';
import { initialLanes, restoreLanes, type LanesView } from '../../viewState.ts';
import { restoreViewerView, type ViewerView } from '../viewerView.ts';

export interface ProfilePageView {
  readonly fileId: string | null;
  /** Of a file with several threads: row of the one shown. */
  readonly thread: number;
  readonly viewer: ViewerView;
  /** Of all threads, where there are several. */
  readonly lanes: LanesView;
  readonly difference: DifferenceView;
}

/** What was stored for other files does not apply. */
export function restorePageView(state: PanelState | undefined, files: readonly ProfileFile[]): ProfilePageView {
  const isSame = state?.profiles !== undefined && files.some(({ id }) => state.profiles?.files.includes(id));
  const stored = (isSame && typeof state.view === 'object' && state.view !== null ? state.view : {}) as Record<
    string,
    unknown
  >;
  const thread = stored['thread'];
  return {
    fileId: files.find(({ id }) => id === stored['fileId'])?.id ?? null,
    thread: typeof thread === 'number' && Number.isInteger(thread) && thread >= 0 ? thread : 0,
    viewer: restoreViewerView(stored['viewer']),
    lanes: isSame ? restoreLanes(stored['lanes']) : initialLanes,
    difference: isSame ? restoreDifferenceView(stored['difference']) : initialDifferenceView,
  };
}
