/** Mouse, pen and wheel on the chart. A plain wheel scrolls, because zooming under two fingers surprises everyone. */
import type { FlameControl } from './flameChart.ts';
import type { FocusedBox } from './moveFocus.ts';
import { panBy, windowAround, zoomAt } from './viewport.ts';

/** A press that moves less than this is a click. */
const clickSlackPx = 4;
/** One notch of a wheel is about 100 px: a factor of 1.28. */
const zoomPerPixel = 1.0025;

export function listenToPointer(canvas: HTMLCanvasElement, control: FlameControl): void {
  let drag: { x: number; y: number; startX: number; startY: number; moved: boolean } | null = null;

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    drag = { x: event.offsetX, y: event.offsetY, startX: event.offsetX, startY: event.offsetY, moved: false };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!drag) {
      control.hover(control.hit(event.offsetX, event.offsetY), { x: event.offsetX, y: event.offsetY });
      return;
    }
    if (!drag.moved && Math.hypot(event.offsetX - drag.startX, event.offsetY - drag.startY) < clickSlackPx) return;
    drag.moved = true;
    canvas.classList.add('dragging');
    control.hover(null, { x: 0, y: 0 });
    const ticks = control.tickAt(drag.x) - control.tickAt(event.offsetX);
    if (ticks !== 0) control.setWindow(panBy(control.window(), ticks, control.totalTicks));
    control.scrollRows(drag.y - event.offsetY);
    drag.x = event.offsetX;
    drag.y = event.offsetY;
  });
  canvas.addEventListener('pointerup', (event) => {
    const clicked = drag !== null && !drag.moved;
    drag = null;
    canvas.classList.remove('dragging');
    if (!clicked) return;
    const box = control.hit(event.offsetX, event.offsetY);
    control.setFocus(box);
    if (!box) return;
    if (event.ctrlKey || event.metaKey) control.open(box);
    else if (control.click === 'show') control.show(box);
    else zoomTo(control, box);
  });
  canvas.addEventListener('pointercancel', () => {
    drag = null;
    canvas.classList.remove('dragging');
  });
  canvas.addEventListener('pointerleave', () => control.hover(null, { x: 0, y: 0 }));
  canvas.addEventListener('dblclick', (event) => {
    // The first click may have moved the boxes; the one that it chose is meant.
    const box = control.click === 'show' ? control.hit(event.offsetX, event.offsetY) : control.focus();
    if (!box) control.reset();
    else if (control.click === 'show') zoomTo(control, box);
    else control.open(box);
  });
  canvas.addEventListener(
    'wheel',
    (event) => {
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
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
    },
    { passive: false },
  );
}

function zoomTo(control: FlameControl, { box }: FocusedBox): void {
  const { start, end } = control.model.intervals;
  control.setWindow(windowAround(start[box] ?? 0, end[box] ?? 0, control.totalTicks));
}
