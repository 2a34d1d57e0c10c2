/** Mouse, pen and wheel on the lanes: a drag chooses a range, a click a thread or a mark. A plain wheel scrolls the page. */
import type { TimeSpan } from './lane.ts';
import type { LanesControl } from './lanesControl.ts';
import { panView, toRange, zoomView } from './timeView.ts';

/** A press that moves less than this is a click. */
const clickSlackPx = 4;
/** Around an end of the range, so that it can be taken hold of. */
const edgeReachPx = 5;
/** One notch of a wheel is about 100 px: a factor of 1.28. */
const zoomPerPixel = 1.0025;
const pixelsPerLine = 16;

export function listenToPointer(
  area: HTMLElement,
  isInLanes: (target: EventTarget | null) => boolean,
  control: LanesControl,
): void {
  let drag: { anchorMs: number; clientX: number; moved: boolean } | null = null;

  const dragged = (clientX: number): TimeSpan | null =>
    drag && toRange(drag.anchorMs, control.timeAt(clientX), control.wallMs);

  area.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || !isInLanes(event.target)) return;
    drag = { anchorMs: anchorOf(event.clientX, control), clientX: event.clientX, moved: false };
    area.setPointerCapture(event.pointerId);
  });
  area.addEventListener('pointermove', (event) => {
    if (drag === null && !isInLanes(event.target)) return control.hover(null, event);
    control.hover(control.cursorAt(event.clientX, event.clientY), event);
    area.classList.toggle('on-edge', drag === null && edgeAt(event.clientX, control) !== null);
    if (drag === null || (!drag.moved && Math.abs(event.clientX - drag.clientX) < clickSlackPx)) return;
    drag.moved = true;
    control.previewRange(dragged(event.clientX));
  });
  area.addEventListener('pointerup', (event) => {
    if (drag === null) return;
    const range = drag.moved ? dragged(event.clientX) : null;
    const clicked = !drag.moved;
    drag = null;
    if (range) control.chooseRange(range);
    if (!clicked) return;
    const cursor = control.cursorAt(event.clientX, event.clientY);
    const mark = control.markAt(cursor);
    if (mark) control.chooseRange(toRange(mark.startMs, mark.endMs, control.wallMs));
    else if (cursor.place.kind === 'thread') control.chooseThread(cursor.place.threadId);
  });
  area.addEventListener('pointercancel', () => {
    drag = null;
    control.previewRange(control.range());
  });
  area.addEventListener('pointerleave', (event) => {
    if (drag === null) control.hover(null, event);
  });
  area.addEventListener('dblclick', ({ clientX, clientY }) => {
    // The area itself is the target, because it had captured the pointer.
    if (!isInLanes(document.elementFromPoint(clientX, clientY))) return;
    // The first click of a double click on a mark has chosen its stretch.
    if (control.markAt(control.cursorAt(clientX, clientY)) === null) control.chooseRange(null);
  });
  area.addEventListener('wheel', (event) => zoomOrPan(event, isInLanes, control), { passive: false });
}

function zoomOrPan(event: WheelEvent, isInLanes: (target: EventTarget | null) => boolean, control: LanesControl): void {
  if (!isInLanes(event.target)) return;
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsPerLine : 1;
  const right = (event.shiftKey ? event.deltaY || event.deltaX : event.deltaX) * pixels;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const factor = zoomPerPixel ** (-event.deltaY * pixels);
    control.setView(zoomView(control.view(), control.timeAt(event.clientX), factor, control.wallMs));
  } else if (right !== 0) {
    event.preventDefault();
    control.setView(panView(control.view(), right * control.msPerPixel(), control.wallMs));
  }
}

/** Which end of the range the pointer is on. */
function edgeAt(clientX: number, control: LanesControl): 'start' | 'end' | null {
  const range = control.range();
  if (range === null) return null;
  const reachMs = edgeReachPx * control.msPerPixel();
  const atMs = control.timeAt(clientX);
  if (Math.abs(atMs - range.endMs) <= reachMs) return 'end';
  return Math.abs(atMs - range.startMs) <= reachMs ? 'start' : null;
}

/** The end that stays where it is: the other one, where an end of the range was taken hold of. */
function anchorOf(clientX: number, control: LanesControl): number {
  const range = control.range();
  const edge = edgeAt(clientX, control);
  if (range === null || edge === null) return control.timeAt(clientX);
  return edge === 'end' ? range.startMs : range.endMs;
}
