/** The overview: drag across it to choose a stretch, drag the window to move it. */
import type { FlameControl } from './flameControl.ts';
import { panBy } from './viewport.ts';

/** A press that moves less than this centres the window there. */
const clickSlackPx = 3;

export function createOverviewInput(canvas: HTMLCanvasElement, control: FlameControl): void {
  let drag: { kind: 'choose' | 'move'; startX: number; x: number } | null = null;
  const tickAt = (x: number) =>
    (Math.max(0, Math.min(x, canvas.clientWidth)) / Math.max(1, canvas.clientWidth)) * control.totalTicks;
  const moveBy = (ticks: number) => control.setWindow(panBy(control.window(), ticks, control.totalTicks));
  const isDragged = (x: number) => drag !== null && Math.abs(x - drag.startX) >= clickSlackPx;

  canvas.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const { start, end } = control.window();
    const tick = tickAt(event.offsetX);
    const wholeShown = start <= 0 && end >= control.totalTicks;
    drag = {
      kind: !wholeShown && tick >= start && tick <= end ? 'move' : 'choose',
      startX: event.offsetX,
      x: event.offsetX,
    };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (!drag) return;
    if (drag.kind === 'move') moveBy(tickAt(event.offsetX) - tickAt(drag.x));
    else if (isDragged(event.offsetX)) {
      const ends = [tickAt(drag.startX), tickAt(event.offsetX)] as const;
      control.setWindow({ start: Math.min(...ends), end: Math.max(...ends) });
    }
    drag.x = event.offsetX;
  });
  canvas.addEventListener('pointerup', (event) => {
    if (drag?.kind === 'choose') {
      if (isDragged(event.offsetX)) control.chooseRange(control.window());
      else {
        const { start, end } = control.window();
        moveBy(tickAt(event.offsetX) - (start + end) / 2);
      }
    }
    drag = null;
  });
  canvas.addEventListener('pointercancel', () => (drag = null));
  canvas.addEventListener('dblclick', () => control.reset());
}
