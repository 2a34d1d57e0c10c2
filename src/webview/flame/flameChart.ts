/**
 * Boxes in rows, callers above callees, drawn into two canvases (an overview of it all and the window of it): a thread's
 * calls over time, call paths by weight, waits by call path, differences. A click chooses a box, a double click or Enter
 * zooms to it, Escape goes back, Ctrl or Alt with a click or with Enter opens the source. W and S zoom, A and D pan.
 */
import { h } from '../dom.ts';
import { onThemeChange } from '../theme.ts';
import { createChartSight } from './chartSight.ts';
import { axisHeightCss, rowHeightCss } from './chartSizes.ts';
import { createFlameControl } from './createFlameControl.ts';
import { drawFlame } from './drawFlame.ts';
import { drawOverview } from './drawOverview.ts';
import type { FlameChart, FlameChartOptions } from './flameChartOptions.ts';
import { listenToKeys } from './flameKeys.ts';
import { listenToPointer } from './flamePointer.ts';
import { readFlameTheme } from './flameTheme.ts';
import { rowsOf } from './intervals.ts';
import type { FocusedBox } from './moveFocus.ts';
import { createOverviewInput } from './overviewInput.ts';
import { createSharpCanvas } from './sharpCanvas.ts';
import { panBy, windowAround, type TimeWindow } from './viewport.ts';
import { createBoxBuffer } from './visibleBoxes.ts';

export type { FlameChart, FlameChartOptions } from './flameChartOptions.ts';
export type { Point } from './flameControl.ts';

export function createFlameChart(options: FlameChartOptions): FlameChart {
  const { palette, axis } = options;
  /** Drawn in the window; the overview keeps the whole. */
  let { model, source } = options;
  const totalTicks = Math.max(1, model.whole / model.weightPerTick);
  const rows = rowsOf(model.intervals);
  const boxes = createBoxBuffer();
  let theme = readFlameTheme(palette);
  let focus: FocusedBox | null = null;
  let hovered: FocusedBox | null = null;
  let range: TimeWindow | null = null;
  let overviewStale = true;
  let frameRequest = 0;

  const redraw = () => {
    if (frameRequest === 0) frameRequest = requestAnimationFrame(draw);
  };
  const redrawAll = () => {
    overviewStale = true;
    redraw();
  };
  const main = createSharpCanvas(
    { class: 'flame-canvas', tabindex: 0, role: 'application', 'aria-label': options.label },
    redraw,
  );
  const overview = createSharpCanvas({ class: 'flame-overview', 'aria-hidden': 'true' }, redrawAll);
  const overviewPicture = document.createElement('canvas');
  const sight = createChartSight({
    totalTicks,
    rows,
    window: options.window,
    firstRow: options.firstRow,
    intervals: () => model.intervals,
    size: () => ({ width: main.element.clientWidth, height: main.element.clientHeight }),
    windowChanged: options.windowChanged,
  });

  function draw(): void {
    frameRequest = 0;
    const begun = performance.now();
    sight.settle();
    const shared = { theme, boxes, axis, window: sight.window(), range };
    const scrollTop = sight.scrollTop();
    const drawn = drawFlame({ ...shared, canvas: main, model, source, scrollTop, focus, hovered });
    drawOverview({
      ...shared,
      canvas: overview,
      picture: overviewPicture,
      stale: overviewStale,
      model: options.model,
      source: options.source,
      totalTicks,
    });
    overviewStale = false;
    main.element.dataset['drawnFrames'] = String(drawn);
    main.element.dataset['drawMs'] = (performance.now() - begun).toFixed(2);
  }

  const showBox = (box: FocusedBox | null) => {
    focus = box;
    if (box) sight.reveal(box);
    redraw();
  };
  const setFocus = (box: FocusedBox | null) => {
    showBox(box);
    options.focusChanged(box);
  };
  const previewRange = (next: TimeWindow | null) => {
    range = next;
    redraw();
  };
  const control = createFlameControl({
    sight,
    totalTicks,
    model: () => model,
    focus: () => focus,
    setFocus,
    hover: (box, at) => {
      if (box?.box !== hovered?.box) redraw();
      hovered = box;
      options.hoverChanged(box, at);
    },
    previewRange,
    redraw,
    lastDrawMs: () => Number(main.element.dataset['drawMs'] ?? 0),
    open: options.open,
    ...(options.menu ? { menu: options.menu } : {}),
    ...(options.rangeChosen ? { rangeChosen: options.rangeChosen } : {}),
  });

  listenToPointer(main.element, control);
  listenToKeys(main.element, control);
  createOverviewInput(overview.element, control);
  main.element.addEventListener('focus', redraw);
  main.element.addEventListener('blur', redraw);
  const stopListening = onThemeChange(() => {
    theme = readFlameTheme(palette);
    redrawAll();
  });
  // A chart of few rows needs no tall canvas; a chart of many gets the height that the style sheet allows.
  const frame = h('div', { class: 'flame-frame' }, overview.element, main.element);
  frame.style.setProperty('--flame-height', `${axisHeightCss + Math.max(4, rows) * rowHeightCss + 8}px`);
  return {
    element: frame,
    zoomBy: control.zoomBy,
    reset: control.reset,
    showWindow: ({ start, end }) => control.setWindow(windowAround(start, end, totalTicks)),
    chooseBox: setFocus,
    centreOn: (tick) => {
      const { start, end } = sight.window();
      control.setWindow(panBy(sight.window(), tick - (start + end) / 2, totalTicks));
    },
    focus: () => focus,
    window: sight.window,
    showBox,
    showDetail: (next, nextSource, box) => {
      model = next;
      source = nextSource;
      focus = box;
      hovered = null;
      redraw();
    },
    showRange: previewRange,
    repaint: redrawAll,
    focusKeyboard: () => main.element.focus({ preventScroll: true }),
    dispose: () => {
      stopListening();
      cancelAnimationFrame(frameRequest);
    },
  };
}
