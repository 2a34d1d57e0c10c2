/**
 * Boxes in rows, callers above callees, drawn into two canvases (an overview of it all and the window of it): a thread's
 * calls over time, call paths by weight, waits by call path, differences. A click chooses a box, a double click or Enter
 * zooms to it, Escape goes back, Ctrl or Alt with a click or with Enter opens the source. W and S zoom, A and D pan.
 */
import { h } from '../dom.ts';
import { onThemeChange } from '../theme.ts';
import { drawFlame, drawOverview, rowHeightCss, axisHeightCss } from './drawFlame.ts';
import type { AxisUnit } from './valueAxis.ts';
import { rowsOf, type DrawnModel } from './intervals.ts';
import type { FlameControl, Point } from './flameControl.ts';
import { listenToPointer } from './flamePointer.ts';
import { listenToKeys } from './flameKeys.ts';
import { readFlameTheme, type BoxPalette } from './flameTheme.ts';
import type { FocusedBox } from './moveFocus.ts';
import type { BoxSource } from './paintBoxes.ts';
import { createOverviewInput } from './overviewInput.ts';
import { createSharpCanvas } from './sharpCanvas.ts';
import { boxAt, createBoxBuffer } from './visibleBoxes.ts';
import { clampWindow, windowAround, windowShowing, zoomAt, type TimeWindow } from './viewport.ts';
import { createZoomHistory } from './zoomHistory.ts';
import { createGlide } from './glide.ts';

export type { Point } from './flameControl.ts';

export interface FlameChartOptions {
  readonly model: DrawnModel;
  readonly source: BoxSource;
  readonly palette: BoxPalette;
  readonly label: string;
  readonly axis: AxisUnit;
  readonly window: TimeWindow | null;
  /** The row that is in sight first, in the middle; the top where there is none. */
  readonly firstRow?: number;
  /** After each change of what is visible; null when all is shown. */
  windowChanged(window: TimeWindow | null): void;
  focusChanged(focus: FocusedBox | null): void;
  hoverChanged(hover: FocusedBox | null, at: Point): void;
  /** `stay`: the focus is to remain in the chart. */
  open(box: FocusedBox, stay: boolean): void;
  /** A right click, or the keyboard's menu key, on a box. */
  menu?(box: FocusedBox, at: Point): void;
  /** A stretch was chosen (on the overview, along the axis, or with Shift); absent where a stretch means nothing. */
  rangeChosen?(range: TimeWindow): void;
}

export interface FlameChart {
  readonly element: HTMLElement;
  zoomBy(factor: number): void;
  reset(): void;
  /** Zooms to a stretch, in ticks. */
  showWindow(window: TimeWindow): void;
  /** Chooses a box and brings it into sight, without a word to `focusChanged`. */
  showBox(box: FocusedBox | null): void;
  /** Other boxes of the same whole: finer ones, around the window. `focus` is the chosen box among them. */
  showDetail(model: DrawnModel, source: BoxSource, focus: FocusedBox | null): void;
  /** What lies outside is paler; null for no stretch. */
  showRange(range: TimeWindow | null): void;
  /** Colours have changed. */
  repaint(): void;
  focusKeyboard(): void;
  /** Lets go of the model: the theme's observer would keep it for as long as the page lives. */
  dispose(): void;
}

export function createFlameChart(options: FlameChartOptions): FlameChart {
  const { palette, axis } = options;
  /** Drawn in the window; the overview keeps the whole. */
  let { model, source } = options;
  const totalTicks = Math.max(1, model.whole / model.weightPerTick);
  const rows = rowsOf(model.intervals);
  const boxes = createBoxBuffer();
  let theme = readFlameTheme(palette);
  let shown = clampWindow(options.window ?? { start: 0, end: totalTicks }, totalTicks);
  let focus: FocusedBox | null = null;
  let hovered: FocusedBox | null = null;
  let range: TimeWindow | null = null;
  // Further down than there is: the first drawing, which knows the height, corrects it.
  let scrollTop = 0;
  let firstRow = options.firstRow;
  const history = createZoomHistory();
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

  function draw(): void {
    frameRequest = 0;
    const begun = performance.now();
    if (firstRow !== undefined && main.element.clientHeight > 0) {
      scrollTop = Math.max(0, axisHeightCss + (firstRow + 0.5) * rowHeightCss - main.element.clientHeight / 2);
      firstRow = undefined;
    }
    scrollTop = Math.min(scrollTop, greatestScroll());
    const drawn = drawFlame({
      canvas: main,
      model,
      source,
      theme,
      boxes,
      axis,
      window: shown,
      range,
      scrollTop,
      focus,
      hovered,
    });
    drawOverview({
      canvas: overview,
      picture: overviewPicture,
      stale: overviewStale,
      model: options.model,
      source: options.source,
      theme,
      boxes,
      axis,
      window: shown,
      range,
      totalTicks,
    });
    overviewStale = false;
    main.element.dataset['drawnFrames'] = String(drawn);
    main.element.dataset['drawMs'] = (performance.now() - begun).toFixed(2);
  }

  const width = () => Math.max(1, main.element.clientWidth);
  const ticksPerPixel = () => (shown.end - shown.start) / width();
  const greatestScroll = () =>
    Math.max(0, rows * rowHeightCss + axisHeightCss - Math.max(axisHeightCss, main.element.clientHeight));

  const control: FlameControl = {
    get model() {
      return model;
    },
    totalTicks,
    window: () => shown,
    setWindow: (window) => {
      shown = clampWindow(window, totalTicks);
      options.windowChanged(shown.start <= 0 && shown.end >= totalTicks ? null : shown);
      redraw();
    },
    focus: () => focus,
    setFocus: (next) => {
      focus = next;
      if (next) reveal(next);
      options.focusChanged(next);
      redraw();
    },
    hit: (x, y) => {
      if (y < axisHeightCss) return null;
      const row = Math.floor((y - axisHeightCss + scrollTop) / rowHeightCss);
      const box = boxAt(model.intervals, row, control.tickAt(x));
      return box < 0 ? null : { row, box };
    },
    tickAt: (x) => shown.start + x * ticksPerPixel(),
    scrollRows: (cssPixels) => {
      const before = scrollTop;
      scrollTop = Math.max(0, Math.min(scrollTop + cssPixels, greatestScroll()));
      redraw();
      return scrollTop !== before;
    },
    hover: (box, at) => {
      if (box?.box !== hovered?.box) redraw();
      hovered = box;
      options.hoverChanged(box, at);
    },
    placeOf: ({ row, box }) => ({
      x: Math.max(0, Math.min(((model.intervals.start[box] ?? 0) - shown.start) / ticksPerPixel(), width() - 1)),
      y: axisHeightCss + (row + 1) * rowHeightCss - scrollTop,
    }),
    open: options.open,
    menu: (box, at) => options.menu?.(box, at),
    choosesRange: options.rangeChosen !== undefined,
    previewRange: (next) => {
      range = next;
      redraw();
    },
    chooseRange: (next) => options.rangeChosen?.(clampWindow(next, totalTicks)),
    zoomTo: ({ box }) => {
      history.push(shown);
      glide.to(windowAround(model.intervals.start[box] ?? 0, model.intervals.end[box] ?? 0, totalTicks));
    },
    back: () => {
      const before = history.pop();
      if (before) glide.to(before);
      else if (shown.start > 0 || shown.end < totalTicks) control.reset();
      else control.setFocus(null);
    },
    zoomBy: (factor) => {
      const box = focus?.box;
      const { start, end } = model.intervals;
      const middle = box === undefined ? NaN : ((start[box] ?? 0) + (end[box] ?? 0)) / 2;
      const anchor = middle >= shown.start && middle <= shown.end ? middle : (shown.start + shown.end) / 2;
      control.setWindow(zoomAt(shown, anchor, factor, totalTicks));
    },
    reset: () => {
      history.clear();
      glide.to({ start: 0, end: totalTicks });
    },
  };
  const glide = createGlide(
    () => shown,
    control.setWindow,
    () => Number(main.element.dataset['drawMs'] ?? 0),
  );

  function reveal({ row, box }: FocusedBox): void {
    const window = windowShowing(shown, model.intervals.start[box] ?? 0, model.intervals.end[box] ?? 0, totalTicks);
    if (window !== shown) control.setWindow(window);
    const top = row * rowHeightCss;
    const view = main.element.clientHeight - axisHeightCss;
    if (top < scrollTop) scrollTop = top;
    else if (top + rowHeightCss > scrollTop + view) scrollTop = top + rowHeightCss - view;
  }

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
    showBox: (box) => {
      focus = box;
      if (box) reveal(box);
      redraw();
    },
    showDetail: (next, nextSource, box) => {
      model = next;
      source = nextSource;
      focus = box;
      hovered = null;
      redraw();
    },
    showRange: control.previewRange,
    repaint: redrawAll,
    focusKeyboard: () => main.element.focus({ preventScroll: true }),
    dispose: () => {
      stopListening();
      cancelAnimationFrame(frameRequest);
    },
  };
}
