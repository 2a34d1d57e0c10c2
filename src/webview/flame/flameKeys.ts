/** The keyboard on the chart. */
import type { FlameControl } from './flameChart.ts';
import { moveFocus, type Move } from './moveFocus.ts';
import { firstEndingAfter } from './visibleBoxes.ts';
import { panBy, windowAround } from './viewport.ts';

const zoomStep = 1.5;
/** Of the visible time. */
const panStep = 0.1;

export function listenToKeys(canvas: HTMLCanvasElement, control: FlameControl): void {
  const move = (direction: Move) => () => {
    const focus = control.focus();
    control.setFocus(focus ? moveFocus(control.model.intervals, focus, direction) : firstVisible(control));
  };
  const pan = (share: number) => () => {
    const window = control.window();
    control.setWindow(panBy(window, share * (window.end - window.start), control.totalTicks));
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowUp: move('caller'),
    ArrowDown: move('callee'),
    ArrowLeft: move('previous'),
    ArrowRight: move('next'),
    w: () => control.zoomBy(zoomStep),
    s: () => control.zoomBy(1 / zoomStep),
    '+': () => control.zoomBy(zoomStep),
    '=': () => control.zoomBy(zoomStep),
    '-': () => control.zoomBy(1 / zoomStep),
    a: pan(-panStep),
    d: pan(panStep),
    Home: () => control.setWindow({ start: 0, end: control.window().end - control.window().start }),
    End: () =>
      control.setWindow({
        start: control.totalTicks - (control.window().end - control.window().start),
        end: control.totalTicks,
      }),
    Enter: () => {
      const focus = control.focus();
      if (focus) control.open(focus);
    },
    ' ': () => {
      const focus = control.focus();
      const { start, end } = control.model.intervals;
      if (focus) control.setWindow(windowAround(start[focus.box] ?? 0, end[focus.box] ?? 0, control.totalTicks));
    },
    Escape: () => {
      control.setFocus(null);
      control.reset();
    },
  };
  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
}

function firstVisible({ model, window }: FlameControl) {
  const { end, rowStart } = model.intervals;
  const last = rowStart[1] ?? 0;
  if (last === 0) return null;
  const box = firstEndingAfter(end, 0, last, window().start);
  return { row: 0, box: Math.min(box, last - 1) };
}
