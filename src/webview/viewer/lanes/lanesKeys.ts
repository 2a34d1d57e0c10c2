/** The keyboard on the lanes. */
import type { Cursor, LanesControl } from './lanesControl.ts';
import { samePlace } from './lanesControl.ts';
import { panView, toRange, viewShowing, zoomView } from './timeView.ts';

const zoomStep = 1.5;
/** Of the visible time. */
const smallStep = 0.01;
const largeStep = 0.1;

export function listenToKeys(area: HTMLElement, control: LanesControl): void {
  /** Where Shift was first held: the other end of the range. */
  let anchorMs: number | null = null;

  const current = (): Cursor => {
    const { startMs, endMs } = control.range() ?? control.view();
    return control.cursor() ?? { atMs: (startMs + endMs) / 2, place: control.places()[0] ?? { kind: 'axis' } };
  };
  const moveTo = (atMs: number, extend: boolean) => {
    const cursor = current();
    const next = Math.max(0, Math.min(atMs, control.wallMs));
    control.setView(viewShowing(control.view(), next, control.wallMs));
    control.moveCursor({ ...cursor, atMs: next });
    if (!extend) return void (anchorMs = null);
    anchorMs ??= cursor.atMs;
    control.chooseRange(toRange(anchorMs, next, control.wallMs));
  };
  const visibleMs = () => control.view().endMs - control.view().startMs;
  const step = (share: number) => (extend: boolean) => moveTo(current().atMs + share * visibleMs(), extend);
  const changeLane = (by: number) => () => {
    const places = control.places();
    const cursor = current();
    const at = places.findIndex((place) => samePlace(place, cursor.place));
    const place = control.cursor() === null ? places[0] : places[Math.max(0, Math.min(at + by, places.length - 1))];
    if (place) control.moveCursor({ ...cursor, place });
  };
  const zoom = (factor: number) => () => {
    const { startMs, endMs } = control.view();
    const cursor = control.cursor()?.atMs ?? NaN;
    const anchor = cursor >= startMs && cursor <= endMs ? cursor : (startMs + endMs) / 2;
    control.setView(zoomView(control.view(), anchor, factor, control.wallMs));
  };
  const pan = (share: number) => () => control.setView(panView(control.view(), share * visibleMs(), control.wallMs));

  const keys: Readonly<Record<string, (extend: boolean) => void>> = {
    ArrowLeft: step(-smallStep),
    ArrowRight: step(smallStep),
    PageUp: step(-largeStep),
    PageDown: step(largeStep),
    Home: (extend) => moveTo(0, extend),
    End: (extend) => moveTo(control.wallMs, extend),
    ArrowUp: changeLane(-1),
    ArrowDown: changeLane(1),
    '+': zoom(zoomStep),
    '=': zoom(zoomStep),
    '-': zoom(1 / zoomStep),
    w: zoom(zoomStep),
    s: zoom(1 / zoomStep),
    a: pan(-largeStep),
    d: pan(largeStep),
    Enter: () => {
      const cursor = current();
      const mark = control.markAt(cursor);
      if (mark) control.chooseRange(toRange(mark.startMs, mark.endMs, control.wallMs));
      else if (cursor.place.kind === 'thread') control.chooseThread(cursor.place.threadId);
    },
    Escape: () => {
      anchorMs = null;
      if (control.range()) control.chooseRange(null);
      else control.setView({ startMs: 0, endMs: control.wallMs });
    },
  };
  area.addEventListener('keydown', (event) => {
    if (event.target !== area || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act(event.shiftKey);
  });
}
