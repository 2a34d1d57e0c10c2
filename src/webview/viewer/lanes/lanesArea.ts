/** The lanes on the page: names on the left, canvases on one time axis on the right, cursor and range above them. */
import { h } from '../../dom.ts';
import { createSharpCanvas, type SharpCanvas } from '../../flame/sharpCanvas.ts';
import { onThemeChange } from '../../theme.ts';
import { clear, drawGrid } from './drawing.ts';
import { drawThreads, threadRowPx } from './drawThreads.ts';
import type { Lane, LaneScene, TimeSpan } from './lane.ts';
import { createLaneLabel, createThreadLabel } from './laneLabels.ts';
import type { Place } from './lanesControl.ts';
import type { ActivityPart } from './lanesInput.ts';
import { readLanesTheme } from './lanesTheme.ts';
import { createOverlay } from './overlay.ts';
import type { ThreadRow } from './threadRow.ts';

/** More rows than this scroll. */
const mostRowsPx = 12.5 * threadRowPx;
const axisPx = 22;

export interface LanesAreaOptions {
  readonly rows: readonly ThreadRow[];
  readonly lanes: readonly Lane[];
  readonly parts: readonly ActivityPart[];
  view(): TimeSpan;
  isFolded(laneId: string): boolean;
  fold(laneId: string, folded: boolean): void;
  threadChosen(threadId: string): void;
}

export interface LanesArea {
  readonly element: HTMLElement;
  redraw(): void;
  showRange(range: TimeSpan | null): void;
  /** A line at a moment; null for none. */
  showCursor(atMs: number | null): void;
  /** The row that the keyboard is in. */
  showPlace(place: Place | null): void;
  showThread(threadId: string): void;
  /** Texts of the pictures, for those who do not see them. */
  describe(textOf: (place: Place) => string): void;
  placeAt(clientX: number, clientY: number): Place;
  /** Left edge on the screen, and width. */
  plot(): { readonly left: number; readonly width: number };
  isInLanes(target: EventTarget | null): boolean;
  dispose(): void;
}

export function createLanesArea(options: LanesAreaOptions): LanesArea {
  const { rows, lanes, parts } = options;
  let theme = readLanesTheme();
  let frameRequest = 0;
  const drawings: { readonly canvas: SharpCanvas; draw(scene: LaneScene): void }[] = [];
  const redraw = () => {
    if (frameRequest === 0) frameRequest = requestAnimationFrame(drawAll);
  };
  const addCanvas = (lane: string, heightPx: number, draw: (scene: LaneScene) => void): HTMLCanvasElement => {
    const canvas = createSharpCanvas({ class: 'lane-canvas', role: 'img', 'data-lane': lane }, redraw);
    canvas.element.style.height = `${heightPx}px`;
    drawings.push({ canvas, draw });
    return canvas.element;
  };
  function drawAll(): void {
    frameRequest = 0;
    const begun = performance.now();
    const view = options.view();
    for (const { canvas, draw } of drawings) {
      if (canvas.element.clientWidth === 0) continue;
      const perMs = canvas.element.width / (view.endMs - view.startMs);
      const scene = { canvas, theme, view, toPixel: (atMs: number) => (atMs - view.startMs) * perMs };
      clear(scene);
      draw(scene);
    }
    overlay.place(view);
    element.dataset['drawMs'] = (performance.now() - begun).toFixed(2);
  }

  const axis = addCanvas('axis', axisPx, (scene) => drawGrid(scene, true));
  axis.setAttribute('aria-hidden', 'true');
  const threads = addCanvas('threads', Math.min(rows.length * threadRowPx, mostRowsPx), (scene) => {
    drawGrid(scene, false);
    drawThreads(scene, rows, scroll.scrollTop);
  });
  const labels = rows.map((row) => createThreadLabel(row, parts, () => options.threadChosen(row.id)));
  const scroll = h('div', { class: 'lanes-threads' }, h('div', {}, ...labels), threads);
  scroll.style.maxHeight = `${mostRowsPx}px`;
  scroll.addEventListener('scroll', redraw);
  const overlay = createOverlay();
  const cells = lanes.flatMap((lane) => {
    const canvas = addCanvas(lane.id, lane.heightPx, (scene) => {
      drawGrid(scene, false);
      lane.draw(scene);
    });
    const label = createLaneLabel(lane, options.isFolded(lane.id), (folded) => {
      canvas.hidden = folded;
      options.fold(lane.id, folded);
    });
    canvas.hidden = options.isFolded(lane.id);
    return [label, canvas];
  });
  const element = h(
    'div',
    { class: 'lanes-area' },
    h('div', { class: 'lanes-corner' }),
    axis,
    scroll,
    ...cells,
    overlay.element,
  );
  // The scroll bar of the threads takes room that the other lanes leave free, so that one moment is one line.
  const sizes = new ResizeObserver(() =>
    element.style.setProperty('--lanes-scrollbar', `${scroll.offsetWidth - scroll.clientWidth}px`),
  );
  sizes.observe(scroll);
  const stopFollowing = onThemeChange(() => {
    theme = readLanesTheme();
    redraw();
  });

  const labelOf = (place: Place): Element | null => {
    if (place.kind === 'thread') return labels[rows.findIndex(({ id }) => id === place.threadId)] ?? null;
    return place.kind === 'lane' ? element.querySelector(`.lane-label[data-lane="${place.laneId}"]`) : null;
  };
  return {
    element,
    redraw,
    showRange: (range) => {
      overlay.showRange(range);
      redraw();
    },
    showCursor: (atMs) => {
      overlay.showCursor(atMs);
      overlay.place(options.view());
    },
    showPlace: (place) => {
      for (const label of element.querySelectorAll('.current')) label.classList.remove('current');
      const label = place && labelOf(place);
      label?.classList.add('current');
      if (place?.kind === 'thread') label?.scrollIntoView({ block: 'nearest' });
    },
    showThread: (threadId) =>
      labels.forEach((label, at) => label.setAttribute('aria-pressed', String(rows[at]?.id === threadId))),
    describe: (textOf) => {
      threads.setAttribute('aria-label', textOf({ kind: 'axis' }));
      for (const { id } of lanes) {
        const canvas = element.querySelector(`canvas[data-lane="${id}"]`);
        canvas?.setAttribute('aria-label', textOf({ kind: 'lane', laneId: id, yPx: 0 }));
      }
    },
    placeAt: (clientX, clientY) => {
      const target = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-lane]');
      const laneId = target?.dataset['lane'];
      const yPx = clientY - (target?.getBoundingClientRect().top ?? 0);
      if (laneId !== 'threads')
        return laneId === undefined || laneId === 'axis' ? { kind: 'axis' } : { kind: 'lane', laneId, yPx };
      const row = rows[Math.floor((yPx + scroll.scrollTop) / threadRowPx)];
      return row ? { kind: 'thread', threadId: row.id } : { kind: 'axis' };
    },
    plot: () => axis.getBoundingClientRect(),
    isInLanes: (target) => target instanceof HTMLCanvasElement && target.classList.contains('lane-canvas'),
    dispose: () => {
      stopFollowing();
      sizes.disconnect();
      cancelAnimationFrame(frameRequest);
    },
  };
}
