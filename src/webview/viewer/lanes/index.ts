/**
 * All threads and processes of a run on one clock, and below them what happened meanwhile. Dragging chooses a range, which
 * the other views then show alone. Keys: left and right move the cursor, up and down change the lane, Shift with left and
 * right chooses a range, + and - zoom, Home and End go to the ends, Enter takes the thread or the mark, Escape shows all.
 */
import { h } from '../../dom.ts';
import { createTooltipAt } from '../../flame/flameTooltip.ts';
import { formatMs } from '../../format.ts';
import type { LanesView } from '../../viewState.ts';
import type { TimeSpan } from './lane.ts';
import { createLanesArea } from './lanesArea.ts';
import { createLanesBar } from './lanesBar.ts';
import type { Cursor, LanesControl, Place } from './lanesControl.ts';
import type { LanesInput } from './lanesInput.ts';
import { listenToKeys } from './lanesKeys.ts';
import { listenToPointer } from './lanesPointer.ts';
import { createLanesTable } from './lanesTable.ts';
import { activityInWords, laneInWords, momentTooltip, threadTitle } from './laneWords.ts';
import { clampView, viewAround, zoomView } from './timeView.ts';

export type { TimeSpan } from './lane.ts';

export interface LanesOptions {
  readonly input: LanesInput;
  /** Remembers what is folded and how far it is zoomed. */
  readonly view: LanesStore;
  /** That the other views show at first; null for the first row. */
  readonly threadId: string | null;
  /** Chosen here, in milliseconds of the run; null for all of it. Not called by `showRange`. */
  rangeChanged(range: TimeSpan | null): void;
  threadChosen(threadId: string): void;
}

export interface LanesStore {
  get(): LanesView;
  update(change: Partial<LanesView>): void;
}

export interface Lanes {
  readonly element: HTMLElement;
  /** Marks a range that was chosen elsewhere. */
  showRange(range: TimeSpan | null): void;
  /** Marks the thread that the other views show. */
  showThread(threadId: string): void;
  dispose(): void;
}

const label =
  'Threads over time. Left and right move the cursor, up and down change the lane, Shift with left and right chooses a range, plus and minus zoom, Enter takes the thread or the mark, Escape shows all. The table below has the same numbers.';
const hint =
  'Drag to choose a range of time for all views, double-click to clear it. Ctrl with the wheel zooms, a click on a strip shows that thread.';

export function createLanes(options: LanesOptions): Lanes {
  const { input, view: store } = options;
  const { rows, lanes, parts } = input;
  const wallMs = Math.max(input.wallMs, Number.MIN_VALUE);
  const whole: TimeSpan = { startMs: 0, endMs: wallMs };
  const foldedLanes = new Set(store.get().foldedLanes);
  let view = clampView(store.get().window ?? whole, wallMs);
  let range: TimeSpan | null = null;
  let keyCursor: Cursor | null = null;

  const tooltip = createTooltipAt();
  const sentence = h('p', { class: 'lanes-sentence muted', 'aria-live': 'polite' }, hint);
  const table = createLanesTable({ ...input, wallMs });
  const area = createLanesArea({
    rows,
    lanes,
    parts,
    view: () => view,
    isFolded: (laneId) => foldedLanes.has(laneId),
    fold: (laneId, folded) => {
      if (folded) foldedLanes.add(laneId);
      else foldedLanes.delete(laneId);
      store.update({ foldedLanes: [...foldedLanes] });
    },
    threadChosen: (threadId) => control.chooseThread(threadId),
  });
  const rowOf = (place: Place) =>
    place.kind === 'thread' ? (rows.find(({ id }) => id === place.threadId) ?? null) : null;
  const laneOf = (place: Place) =>
    place.kind === 'lane' ? (lanes.find(({ id }) => id === place.laneId) ?? null) : null;
  /** Around the pointer, for marks narrower than it. */
  const reachPx = 4;

  const control: LanesControl = {
    wallMs,
    view: () => view,
    setView: (next) => {
      view = clampView(next, wallMs);
      const isWhole = view.startMs <= 0 && view.endMs >= wallMs;
      store.update({ window: isWhole ? null : view });
      bar.showZoomed(!isWhole);
      area.redraw();
    },
    range: () => range,
    previewRange: (next) => {
      area.showRange(next);
      bar.showRange(next);
    },
    chooseRange: (next) => {
      showRange(next);
      options.rangeChanged(next);
    },
    chooseThread: (threadId) => {
      area.showThread(threadId);
      options.threadChosen(threadId);
    },
    timeAt: (clientX) => {
      const { left, width } = area.plot();
      return view.startMs + ((clientX - left) / Math.max(1, width)) * (view.endMs - view.startMs);
    },
    msPerPixel: () => (view.endMs - view.startMs) / Math.max(1, area.plot().width),
    cursorAt: (clientX, clientY) => ({
      atMs: Math.max(0, Math.min(control.timeAt(clientX), wallMs)),
      place: area.placeAt(clientX, clientY),
    }),
    markAt: ({ atMs, place }) =>
      place.kind === 'lane' ? (laneOf(place)?.markAt(atMs, reachPx * control.msPerPixel(), place.yPx) ?? null) : null,
    hover: (cursor, { clientX, clientY }) => {
      area.showCursor(cursor?.atMs ?? keyCursor?.atMs ?? null);
      if (cursor === null) return tooltip.hide();
      const { left, top } = area.element.getBoundingClientRect();
      tooltip.show(
        momentTooltip(cursor.atMs, rowOf(cursor.place) ?? laneOf(cursor.place), input, control.markAt(cursor)),
        {
          x: clientX - left,
          y: clientY - top,
        },
      );
    },
    cursor: () => keyCursor,
    moveCursor: (cursor) => {
      keyCursor = cursor;
      area.showCursor(cursor?.atMs ?? null);
      area.showPlace(cursor?.place ?? null);
      sentence.textContent = cursor ? inWords(cursor) : hint;
    },
    places: () => [
      ...rows.map(({ id }): Place => ({ kind: 'thread', threadId: id })),
      ...lanes.filter(({ id }) => !foldedLanes.has(id)).map(({ id }): Place => ({ kind: 'lane', laneId: id, yPx: 0 })),
    ],
  };

  const inWords = (cursor: Cursor): string => {
    const [row, lane] = [rowOf(cursor.place), laneOf(cursor.place)];
    const at = `At ${formatMs(cursor.atMs)}`;
    if (row) return `${at}, ${threadTitle(row)}: ${activityInWords(row, cursor.atMs, parts)}.`;
    return lane ? `${at}, ${lane.name}: ${laneInWords(lane, cursor.atMs, control.markAt(cursor))}.` : `${at}.`;
  };

  const bar = createLanesBar({
    parts,
    isAnyCut: rows.some(({ isCut }) => isCut),
    isFolded: store.get().folded,
    fold: (folded) => {
      body.hidden = folded;
      store.update({ folded });
    },
    clear: () => control.chooseRange(null),
    zoomToRange: () => range && control.setView(viewAround(range, wallMs)),
    zoomBy: (factor) => control.setView(zoomView(view, (view.startMs + view.endMs) / 2, factor, wallMs)),
    showAll: () => control.setView(whole),
  });
  const body = h(
    'div',
    { class: 'lanes-body' },
    ...input.notes.map((note) => h('p', { class: 'lanes-note' }, note)),
    area.element,
    sentence,
    table.element,
  );
  body.hidden = store.get().folded;
  area.element.append(tooltip.element);
  for (const [name, value] of [
    ['tabindex', '0'],
    ['role', 'application'],
    ['aria-label', label],
  ] as const)
    area.element.setAttribute(name, value);
  area.element.addEventListener('blur', () => control.moveCursor(null));
  listenToPointer(area.element, area.isInLanes, control);
  listenToKeys(area.element, control);

  function showRange(next: TimeSpan | null): void {
    range = next;
    area.showRange(next);
    bar.showRange(next);
    table.show(next);
    area.describe(describe);
  }
  const describe = (place: Place): string => {
    const lane = laneOf(place);
    if (!lane) return `What each of ${rows.length} threads did over time.`;
    const summaries = lane
      .summaries(range ?? whole)
      .map(({ label: of, mean, peak }) => `${of}: mean ${mean}, peak ${peak}`);
    return `${lane.name}. ${summaries.join('; ')}.`;
  };
  showRange(null);
  bar.showZoomed(store.get().window !== null);
  const first = options.threadId ?? rows[0]?.id;
  if (first !== undefined) area.showThread(first);

  const isEmpty = rows.length === 0 && lanes.length === 0;
  return {
    element: h('section', { class: 'lanes', 'aria-label': 'Threads over time', hidden: isEmpty }, bar.element, body),
    showRange: (next) => {
      showRange(next);
      if (next && (next.endMs < view.startMs || next.startMs > view.endMs)) control.setView(viewAround(next, wallMs));
    },
    showThread: area.showThread,
    dispose: area.dispose,
  };
}
