/** Mouse, pen and wheel on the chart. A plain wheel scrolls, because zooming under two fingers surprises everyone. */
import { axisHeightCss } from './chartSizes.ts';
import type { FlameControl } from './flameControl.ts';
import { panBy, zoomAt, type TimeWindow } from './viewport.ts';

/** A press that moves less than this is a click. */
const clickSlackPx = 4;
/** One notch of a wheel is about 100 px: a factor of 1.28. */
const zoomPerPixel = 1.0025;
/** A wheel that counts lines. */
const pixelsPerLine = 16;

interface Drag {
  readonly kind: 'move' | 'range';
  readonly startX: number;
  readonly startY: number;
  x: number;
  y: number;
  moved: boolean;
}

export function listenToPointer(canvas: HTMLCanvasElement, control: FlameControl): void {
  let drag: Drag | null = null;
  const stretch = ({ startX }: Drag, x: number): TimeWindow => {
    const ends = [startX, x].map((at) => Math.max(0, Math.min(control.tickAt(at), control.totalTicks)));
    return { start: Math.min(...ends), end: Math.max(...ends) };
  };
  const release = () => {
    drag = null;
    canvas.classList.remove('dragging', 'choosing');
  };

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const { offsetX: x, offsetY: y } = event;
    const isRange = control.choosesRange && (event.shiftKey || y < axisHeightCss);
    drag = { kind: isRange ? 'range' : 'move', x, y, startX: x, startY: y, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    const { offsetX: x, offsetY: y } = event;
    if (!drag) {
      canvas.classList.toggle('over-axis', control.choosesRange && y < axisHeightCss);
      control.hover(control.hit(x, y), { x, y });
      return;
    }
    if (!drag.moved && Math.hypot(x - drag.startX, y - drag.startY) < clickSlackPx) return;
    drag.moved = true;
    control.hover(null, { x: 0, y: 0 });
    if (drag.kind === 'range') {
      canvas.classList.add('choosing');
      control.previewRange(stretch(drag, x));
      return;
    }
    canvas.classList.add('dragging');
    const ticks = control.tickAt(drag.x) - control.tickAt(x);
    if (ticks !== 0) control.setWindow(panBy(control.window(), ticks, control.totalTicks));
    control.scrollRows(drag.y - y);
    drag.x = x;
    drag.y = y;
  });
  canvas.addEventListener('pointerup', (event) => {
    const ended = drag;
    release();
    if (!ended) return;
    if (ended.moved) {
      if (ended.kind === 'range') control.chooseRange(stretch(ended, event.offsetX));
      return;
    }
    const box = control.hit(event.offsetX, event.offsetY);
    control.setFocus(box);
    if (box && (event.ctrlKey || event.metaKey || event.altKey)) control.open(box, event.altKey);
  });
  canvas.addEventListener('pointercancel', release);
  canvas.addEventListener('pointerleave', () => control.hover(null, { x: 0, y: 0 }));
  canvas.addEventListener('dblclick', () => {
    // The first click may have scrolled; the box that it chose is meant.
    const box = control.focus();
    if (box) control.zoomTo(box);
    else control.reset();
  });
  canvas.addEventListener('contextmenu', (event) => {
    // The menu key sends this too, and has been answered already.
    event.preventDefault();
    const box = event.button === 2 ? control.hit(event.offsetX, event.offsetY) : null;
    if (!box) return;
    control.setFocus(box);
    control.hover(null, { x: 0, y: 0 });
    control.menu(box, { x: event.offsetX, y: event.offsetY });
  });
  canvas.addEventListener('wheel', (event) => onWheel(event, control), { passive: false });
}

function onWheel(event: WheelEvent, control: FlameControl): void {
  const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? pixelsPerLine : 1;
  const down = event.deltaY * pixels;
  const right = (event.shiftKey ? event.deltaY : event.deltaX) * pixels;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    control.setWindow(
      zoomAt(control.window(), control.tickAt(event.offsetX), zoomPerPixel ** -down, control.totalTicks),
    );
  } else if (right !== 0) {
    event.preventDefault();
    control.setWindow(panBy(control.window(), control.tickAt(right) - control.tickAt(0), control.totalTicks));
  } else if (control.scrollRows(down)) {
    // At the first and last row the page scrolls on.
    event.preventDefault();
  }
  control.hover(null, { x: 0, y: 0 });
}
