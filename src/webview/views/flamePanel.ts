/** The viewer of a thread's profile, with the choice of thread above it. */
import type { Report, ThreadSummary } from '../../profiler/report.ts';
import type { FunctionRanges } from '../../profiler/capture/format/functionRanges.ts';
import { createDropdown } from '../controls.ts';
import { h } from '../dom.ts';
import { frameLocation } from '../flame/frameLocation.ts';
import type { TimeSpan } from '../viewer/lanes/index.ts';
import { placeInRun, type PlaceInRun } from '../viewer/lanes/placeInRun.ts';
import type { ThreadProfile } from '../viewer/model/index.ts';
import { watchPage } from '../viewer/pageLife.ts';
import { createProfileViewer, type ProfileViewer } from '../viewer/profileViewer.ts';
import type { PositionMapping } from '../viewer/sourceMaps/positionMapping.ts';
import { loadProfiles } from '../viewer/read/loadProfiles.ts';
import type { ProfileSource } from '../viewer/read/readProfiles.ts';
import { createFailure, createLoading } from '../viewer/states.ts';
import type { ViewStore } from '../viewStore.ts';
import { openable, type OpenLocation } from './openLocation.ts';
import { threadKind, threadKindText } from './words.ts';

export interface FlamePanel {
  readonly tools: HTMLElement;
  readonly body: HTMLElement;
  /** Asks for the profile when the chart is first looked at. */
  shown(): void;
  showThread(threadId: string): void;
  /** A stretch of the main thread, in milliseconds of the run. */
  showSpan(startMs: number, endMs: number): void;
  /** Cuts all numbers to a stretch, in milliseconds of the run. */
  showRange(range: TimeSpan | null): void;
  receive(threadId: string, source: ThreadSource): void;
  fail(threadId: string, message: string): void;
  dispose(): void;
}

/** What the lanes above the panel are told. */
export interface FlamePanelChanges {
  /** The stretch that numbers are of, in milliseconds of the run. */
  range(range: TimeSpan | null): void;
  thread(threadId: string): void;
}

export interface ThreadSource {
  readonly profile: ProfileSource;
  readonly functionRanges: FunctionRanges;
}

type State = 'unasked' | 'loading' | 'failed' | ProfileViewer;

/**
 * Of a span, on both sides of it: a recording begins some milliseconds (7, Node 20) after its thread, and the shortest
 * stall takes 50 ms.
 */
const spanMargin = 0.25;
const microsPerMs = 1000;

export function createFlamePanel(
  report: Report,
  view: ViewStore,
  open: OpenLocation,
  /** Shows the line and leaves the focus in the viewer. */
  show: OpenLocation,
  request: (threadId: string) => void,
  changed: FlamePanelChanges,
  /** Null in a page of its own, where nobody knows the source maps. */
  mapping: PositionMapping | null,
): FlamePanel {
  const { threads } = report;
  const main = threads.find(({ kind }) => kind === 'main') ?? threads[0];
  const stored = threads.find(({ id }) => id === view.get().threadId);
  let threadId = (stored ?? main)?.id ?? null;
  // Profiles are large; only that of the thread on screen is kept.
  let state: State = 'unasked';
  let place: PlaceInRun | null = null;
  /** Of the run: it means the same moments in every thread. */
  let range: TimeSpan | null = null;

  const tools = h('div', { class: 'flame-tools thread-chooser' });
  const body = h('div', { class: 'flame-body calls' });
  const viewer = () => (typeof state === 'object' ? state : null);
  const updateViewer = (change: Partial<ReturnType<ViewStore['get']>['viewer']>) =>
    view.update({ viewer: { ...view.get().viewer, ...change } });

  const enter = (next: State, content: HTMLElement) => {
    mapping?.forget();
    viewer()?.dispose();
    state = next;
    body.replaceChildren(content);
  };
  const ask = () => {
    if (threadId === null)
      return enter('failed', createFailure('No thread of this run was recorded, so there is nothing to draw.'));
    enter('loading', createLoading('Reading the profile…'));
    request(threadId);
  };

  function createViewer(thread: ThreadSummary | undefined, profile: ThreadProfile): ProfileViewer {
    const own = (place = placeInRun(profile, thread, report.run));
    const stored = view.get().viewer.range;
    if (range === null && stored) changed.range((range = own.toRun(stored)));
    updateViewer({ range: range && own.toProfile(range) });
    return createProfileViewer({
      profile,
      title: thread?.name ?? 'the thread',
      view: { get: () => view.get().viewer, update: updateViewer },
      locate: (frame) => frameLocation(frame, report.hotFunctions),
      open: (location, stay) => {
        const source = openable(location);
        if (source) (stay ? show : open)(source);
      },
      rangeChanged: (next) => {
        if (isShowing) return;
        range = next && own.toRun(next);
        changed.range(range);
      },
    });
  }

  function showThread(next: string): void {
    if (next === threadId && state !== 'unasked') return;
    if (next !== threadId) updateViewer({ window: null, range: null, chosen: null });
    threadId = next;
    view.update({ threadId });
    changed.thread(next);
    drawChooser();
    ask();
  }
  /** While a range from outside is shown, of which the viewer tells as well. */
  let isShowing = false;
  function showRange(next: TimeSpan | null): void {
    range = next;
    const made = viewer();
    isShowing = true;
    if (made && place) made.showRange(next && place.toProfile(next));
    else updateViewer({ range: null });
    isShowing = false;
  }
  function drawChooser(): void {
    if (threads.length < 2 || threadId === null) return;
    tools.replaceChildren(createDropdown('Thread', threads.map(toChoice), threadId, showThread));
  }

  function showSpan(startMs: number, endMs: number): void {
    if (!main) return;
    const margin = (endMs - startMs) * spanMargin;
    const startMicros = Math.max(0, (startMs - margin - main.startMs) * microsPerMs);
    const window = { startMicros, endMicros: (endMs + margin - main.startMs) * microsPerMs };
    const wasShown = threadId === main.id && viewer() !== null;
    if (!wasShown) showThread(main.id);
    if (!(window.endMicros > startMicros)) return;
    updateViewer({ window, view: 'time' });
    viewer()?.showWindow(window);
  }

  const stopWatching = watchPage(
    () => {
      if (viewer()) enter('unasked', createLoading('Reading the profile…'));
    },
    () => {
      if (state === 'unasked' && body.isConnected) ask();
    },
  );
  drawChooser();
  enter('unasked', createLoading('Reading the profile…'));
  return {
    tools,
    body,
    showSpan,
    shown: () => {
      if (state === 'unasked') ask();
    },
    showThread,
    showRange,
    receive: (id, { profile, functionRanges }) => {
      if (id !== threadId) return;
      const thread = threads.find((one) => one.id === id);
      loadProfiles(profile, thread?.name ?? 'The CPU profile', functionRanges).then(
        ({ threads: [first] }) => {
          if (id !== threadId || state !== 'loading') return;
          if (!first) return enter('failed', createFailure('The file holds no profile of a thread.'));
          const showViewer = (profile: ThreadProfile) => {
            const made = createViewer(thread, profile);
            enter(made, made.element);
          };
          showViewer(first);
          mapping?.ask(first, showViewer);
        },
        (error: unknown) => {
          if (id === threadId) enter('failed', createFailure(error instanceof Error ? error.message : String(error)));
        },
      );
    },
    fail: (id, message) => {
      if (id === threadId) enter('failed', createFailure(message));
    },
    dispose: () => {
      stopWatching();
      viewer()?.dispose();
    },
  };
}

const toChoice = (thread: ThreadSummary) => ({
  value: thread.id,
  label: thread.kind === 'main' ? threadKindText.main : `${thread.name} (${threadKind(thread).toLowerCase()})`,
});
