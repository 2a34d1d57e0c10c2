/**
 * All threads and processes of a run on one clock, and below them what happened meanwhile. Dragging chooses a range, which
 * the other views then show alone. Keys: left and right move the cursor, up and down change the lane, Shift with left and
 * right chooses a range, + and - zoom, Home and End go to the ends, Enter takes the thread or the mark, Escape shows all.
 */
import type { Report } from '../../../profiler/report.ts';
import { h } from '../../dom.ts';
import { createSharpCanvas, type SharpCanvas } from '../../flame/sharpCanvas.ts';
import { onThemeChange } from '../../theme.ts';
import type { ViewStore } from '../../viewStore.ts';
import { clear, drawGrid } from './drawing.ts';
import { drawThreads, threadRowPx } from './drawThreads.ts';
import type { LaneScene, TimeSpan } from './lane.ts';
import { readLanesTheme } from './lanesTheme.ts';
import { readLanes } from './readLanes.ts';
import { readThreadRows } from './threadRows.ts';
import { clampView } from './timeView.ts';

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

export function createLanes({ report, view: store }: LanesOptions): Lanes {
  const { wallMs } = report.run;
  const rows = readThreadRows(report);
  const lanes = readLanes(report);
  let theme = readLanesTheme();
  const view = clampView(store.get().lanes.window ?? { startMs: 0, endMs: wallMs }, wallMs);
  let frameRequest = 0;
  const redraw = () => {
    if (frameRequest === 0) frameRequest = requestAnimationFrame(drawAll);
  };
  const drawings: { canvas: SharpCanvas; draw(scene: LaneScene): void }[] = [];
  const addCanvas = (className: string, heightPx: number, draw: (scene: LaneScene) => void) => {
    const canvas = createSharpCanvas({ class: `lane-canvas ${className}`, role: 'img' }, redraw);
    canvas.element.style.height = `${heightPx}px`;
    drawings.push({ canvas, draw });
    return canvas.element;
  };
  function drawAll(): void {
    frameRequest = 0;
    for (const { canvas, draw } of drawings) {
      const perMs = canvas.element.width / (view.endMs - view.startMs);
      const scene = { canvas, theme, view, toPixel: (atMs: number) => (atMs - view.startMs) * perMs };
      clear(scene);
      draw(scene);
    }
  }
  const element = h(
    'section',
    { class: 'lanes', 'aria-label': 'Threads over time' },
    h(
      'div',
      { class: 'lanes-grid' },
      h('span', {}),
      addCanvas('lanes-axis', 22, (scene) => drawGrid(scene, true)),
      h('div', { class: 'lane-labels' }, ...rows.map(({ thread }) => h('div', { class: 'lane-label' }, thread.name))),
      addCanvas('lanes-threads', rows.length * threadRowPx, (scene) => {
        drawGrid(scene, false);
        drawThreads(scene, rows, 0);
      }),
      ...lanes.flatMap((lane) => [
        h('div', { class: 'lane-label', title: lane.hint }, lane.name),
        addCanvas('', lane.heightPx, (scene) => {
          drawGrid(scene, false);
          lane.draw(scene);
        }),
      ]),
    ),
  );
  const stopFollowing = onThemeChange(() => {
    theme = readLanesTheme();
    redraw();
  });
  return {
    element,
    showRange: () => redraw(),
    showThread: () => redraw(),
    dispose: stopFollowing,
  };
}
