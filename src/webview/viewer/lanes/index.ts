/**
 * All threads and processes of a run on one clock, and below them what happened meanwhile. Dragging chooses a range, which
 * the other views then show alone. Keys: left and right move the cursor, up and down change the lane, Shift with left and
 * right chooses a range, + and - zoom, Home and End go to the ends, Enter takes the thread or the mark, Escape shows all.
 */
import type { Report } from '../../../profiler/report.ts';
import { h } from '../../dom.ts';
import { createTooltipAt } from '../../flame/flameTooltip.ts';
import { formatMs } from '../../format.ts';
import type { LanesView } from '../../viewState.ts';
import type { ViewStore } from '../../viewStore.ts';
import type { TimeSpan } from './lane.ts';
import { createLanesArea } from './lanesArea.ts';
import { createLanesBar } from './lanesBar.ts';
import type { Cursor, LanesControl, Place } from './lanesControl.ts';
import { listenToKeys } from './lanesKeys.ts';
import { listenToPointer } from './lanesPointer.ts';
import { createLanesTable } from './lanesTable.ts';
import { activityInWords, laneInWords, momentTooltip, threadTitle } from './laneWords.ts';
import { readLanes } from './readLanes.ts';
import { readThreadRows } from './threadRows.ts';
import { clampView, viewAround, zoomView } from './timeView.ts';

export type { TimeSpan } from './lane.ts';

export interface LanesOptions {
  readonly report: Report;
  /** Remembers what is folded and how far it is zoomed. */
  readonly view: Pick<ViewStore, 'get' | 'update'>;
  /** Chosen here, in milliseconds of the run; null for all of it. Not called by `showRange`. */
  rangeChanged(range: TimeSpan | null): void;
  threadChosen(threadId: string): void;
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
  const { report, view: store } = options;
  const wallMs = Math.max(report.run.wallMs, Number.MIN_VALUE);
  const whole: TimeSpan = { startMs: 0, endMs: wallMs };
  const rows = readThreadRows(report);
  const lanes = readLanes(report);
  const remember = (change: Partial<LanesView>) => store.update({ lanes: { ...store.get().lanes, ...change } });
  const foldedLanes = new Set(store.get().lanes.foldedLanes);
  let view = clampView(store.get().lanes.window ?? whole, wallMs);
  let range: TimeSpan | null = null;
  let keyCursor: Cursor | null = null;

  const tooltip = createTooltipAt();
  const sentence = h('p', { class: 'lanes-sentence muted', 'aria-live': 'polite' }, hint);
  const table = createLanesTable(rows, lanes, wallMs);
  const area = createLanesArea({
    rows,
    lanes,
    view: () => view,
    isFolded: (laneId) => foldedLanes.has(laneId),
    fold: (laneId, folded) => {
      if (folded) foldedLanes.add(laneId);
      else foldedLanes.delete(laneId);
      remember({ foldedLanes: [...foldedLanes] });
    },
    threadChosen: (threadId) => control.chooseThread(threadId),
  });
  const rowOf = (place: Place) =>
    place.kind === 'thread' ? (rows.find(({ thread }) => thread.id === place.threadId) ?? null) : null;
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
      remember({ window: isWhole ? null : view });
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
        momentTooltip(cursor.atMs, rowOf(cursor.place) ?? laneOf(cursor.place), rows, lanes, control.markAt(cursor)),
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
      ...rows.map(({ thread }): Place => ({ kind: 'thread', threadId: thread.id })),
      ...lanes.filter(({ id }) => !foldedLanes.has(id)).map(({ id }): Place => ({ kind: 'lane', laneId: id, yPx: 0 })),
    ],
  };

  const inWords = (cursor: Cursor): string => {
    const [row, lane] = [rowOf(cursor.place), laneOf(cursor.place)];
    const at = `At ${formatMs(cursor.atMs)}`;
    if (row) return `${at}, ${threadTitle(row)}: ${activityInWords(row, cursor.atMs)}.`;
    return lane ? `${at}, ${lane.name}: ${laneInWords(lane, cursor.atMs, control.markAt(cursor))}.` : `${at}.`;
  };

  const bar = createLanesBar({
    isFolded: store.get().lanes.folded,
    fold: (folded) => {
      body.hidden = folded;
      remember({ folded });
    },
    clear: () => control.chooseRange(null),
    zoomToRange: () => range && control.setView(viewAround(range, wallMs)),
    zoomBy: (factor) => control.setView(zoomView(view, (view.startMs + view.endMs) / 2, factor, wallMs)),
    showAll: () => control.setView(whole),
  });
  const body = h('div', { class: 'lanes-body' }, area.element, sentence, table.element);
  body.hidden = store.get().lanes.folded;
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
  bar.showZoomed(store.get().lanes.window !== null);
  const first = store.get().threadId ?? rows[0]?.thread.id;
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
