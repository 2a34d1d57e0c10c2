/** The keyboard on the chart. */
import type { FlameControl } from './flameControl.ts';
import { moveFocus, type Move } from './moveFocus.ts';
import { firstEndingAfter } from './visibleBoxes.ts';
import { panBy } from './viewport.ts';

const zoomStep = 1.5;
/** Of what is visible. */
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
  const toEdge = (edge: 'start' | 'end') => () => {
    const { start, end } = control.window();
    const at = edge === 'start' ? 0 : control.totalTicks - (end - start);
    control.setWindow({ start: at, end: at + end - start });
  };
  const withFocus = (act: (box: NonNullable<ReturnType<FlameControl['focus']>>) => void) => () => {
    const focus = control.focus();
    if (focus) act(focus);
  };
  const menu = withFocus((box) => control.menu(box, control.placeOf(box)));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowUp: move('above'),
    ArrowDown: move('below'),
    ArrowLeft: move('previous'),
    ArrowRight: move('next'),
    w: () => control.zoomBy(zoomStep),
    s: () => control.zoomBy(1 / zoomStep),
    '+': () => control.zoomBy(zoomStep),
    '=': () => control.zoomBy(zoomStep),
    '-': () => control.zoomBy(1 / zoomStep),
    a: pan(-panStep),
    d: pan(panStep),
    Home: toEdge('start'),
    End: toEdge('end'),
    Enter: withFocus(control.zoomTo),
    'Ctrl+Enter': withFocus((box) => control.open(box, false)),
    'Alt+Enter': withFocus((box) => control.open(box, true)),
    r: withFocus(({ box }) => {
      const { start, end } = control.model.intervals;
      if (control.choosesRange) control.chooseRange({ start: start[box] ?? 0, end: end[box] ?? 0 });
    }),
    ContextMenu: menu,
    'Shift+F10': menu,
    Escape: () => control.back(),
  };
  canvas.addEventListener('keydown', (event) => {
    const act = keys[nameOf(event)];
    if (!act) return;
    event.preventDefault();
    control.hover(null, { x: 0, y: 0 });
    act();
  });
}

/** `Ctrl+Enter`, `Shift+F10`, `w`; Shift counts only for keys that write nothing. */
function nameOf(event: KeyboardEvent): string {
  const { key } = event;
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const alt = event.altKey ? 'Alt+' : '';
  const shift = event.shiftKey && key.length > 1 ? 'Shift+' : '';
  return `${control}${alt}${shift}${key.length === 1 ? key.toLowerCase() : key}`;
}

function firstVisible({ model, window }: FlameControl) {
  const { end, rowStart } = model.intervals;
  const last = rowStart[1] ?? 0;
  if (last === 0) return null;
  const box = firstEndingAfter(end, 0, last, window().start);
  return { row: 0, box: Math.min(box, last - 1) };
}
