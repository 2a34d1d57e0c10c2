/**
 * Boxes in rows, callers above callees, drawn into two canvases (an overview of it all and the window of it): a thread's
 * calls over time, or waits by call path. Keys: arrows go from box to box, W and S zoom, A and D pan, + and - zoom, Enter
 * opens the source, Escape shows all.
 */
import { h } from '../dom.ts';
import { onThemeChange } from '../theme.ts';
import { drawFlame, drawOverview, rowHeightCss, axisHeightCss } from './drawFlame.ts';
import { rowsOf, type DrawnModel } from './flameModel.ts';
import { listenToPointer } from './flamePointer.ts';
import { listenToKeys } from './flameKeys.ts';
import { readFlameTheme, type BoxPalette } from './flameTheme.ts';
import type { FocusedBox } from './moveFocus.ts';
import type { BoxSource } from './paintBoxes.ts';
import { createOverviewInput } from './overviewInput.ts';
import { createSharpCanvas } from './sharpCanvas.ts';
import { boxAt, createBoxBuffer } from './visibleBoxes.ts';
import { clampWindow, panBy, windowAround, windowShowing, zoomAt, type TimeWindow } from './viewport.ts';

export interface FlameChartOptions {
  readonly model: DrawnModel;
  readonly source: BoxSource;
  readonly palette: BoxPalette;
  /** A click shows the line and a double click zooms, or a click zooms and a double click opens the line. */
  readonly click: 'show' | 'zoom';
  readonly label: string;
  readonly window: TimeWindow | null;
  /** After each change of the visible time; null when all is shown. */
  windowChanged(window: TimeWindow | null): void;
  focusChanged(focus: FocusedBox | null): void;
  hoverChanged(hover: FocusedBox | null, at: { x: number; y: number }): void;
  open(box: FocusedBox): void;
  /** Shows the line and leaves the focus in the chart. */
  show(box: FocusedBox): void;
}

export interface FlameChart {
  readonly element: HTMLElement;
  zoomBy(factor: number): void;
  reset(): void;
  /** Zooms to a stretch, in ticks. */
  showWindow(window: TimeWindow): void;
  /** Lets go of the model: the theme's observer would keep it for as long as the page lives. */
  dispose(): void;
}

/** What the input handlers may do; the chart keeps window, focus and scroll in range. */
export interface FlameControl {
  readonly model: DrawnModel;
  readonly click: FlameChartOptions['click'];
  readonly totalTicks: number;
  window(): TimeWindow;
  setWindow(window: TimeWindow): void;
  focus(): FocusedBox | null;
  setFocus(focus: FocusedBox | null): void;
  /** Box under a point of the canvas, in CSS pixels. */
  hit(x: number, y: number): FocusedBox | null;
  tickAt(x: number): number;
  /** True when the rows moved. */
  scrollRows(cssPixels: number): boolean;
  hover(box: FocusedBox | null, at: { x: number; y: number }): void;
  open(box: FocusedBox): void;
  /** Shows the line and leaves the focus in the chart. */
  show(box: FocusedBox): void;
  zoomBy(factor: number): void;
  reset(): void;
}

export function createFlameChart(options: FlameChartOptions): FlameChart {
  const { model, source, palette } = options;
  const { intervals } = model;
  const totalTicks = Math.max(1, model.durationMicros / model.tickMicros);
  const boxes = createBoxBuffer();
  let theme = readFlameTheme(palette);
  let shown = clampWindow(options.window ?? { start: 0, end: totalTicks }, totalTicks);
  let focus: FocusedBox | null = null;
  let hovered: FocusedBox | null = null;
  let scrollTop = 0;
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
    scrollTop = Math.min(scrollTop, greatestScroll());
    const drawn = drawFlame({ canvas: main, model, source, theme, boxes, window: shown, scrollTop, focus, hovered });
    drawOverview({
      canvas: overview,
      picture: overviewPicture,
      stale: overviewStale,
      model,
      source,
      theme,
      boxes,
      window: shown,
      totalTicks,
    });
    overviewStale = false;
    main.element.dataset['drawnFrames'] = String(drawn);
    main.element.dataset['drawMs'] = (performance.now() - begun).toFixed(2);
  }

  const width = () => Math.max(1, main.element.clientWidth);
  const ticksPerPixel = () => (shown.end - shown.start) / width();
  const greatestScroll = () =>
    Math.max(0, rowsOf(intervals) * rowHeightCss + axisHeightCss - Math.max(axisHeightCss, main.element.clientHeight));

  const control: FlameControl = {
    model,
    click: options.click,
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
      const box = boxAt(intervals, row, control.tickAt(x));
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
    open: options.open,
    show: options.show,
    zoomBy: (factor) => {
      const box = focus?.box;
      const middle = box === undefined ? NaN : ((intervals.start[box] ?? 0) + (intervals.end[box] ?? 0)) / 2;
      const anchor = middle >= shown.start && middle <= shown.end ? middle : (shown.start + shown.end) / 2;
      control.setWindow(zoomAt(shown, anchor, factor, totalTicks));
    },
    reset: () => control.setWindow({ start: 0, end: totalTicks }),
  };

  function reveal({ row, box }: FocusedBox): void {
    const window = windowShowing(shown, intervals.start[box] ?? 0, intervals.end[box] ?? 0, totalTicks);
    if (window !== shown) control.setWindow(window);
    const top = row * rowHeightCss;
    const view = main.element.clientHeight - axisHeightCss;
    if (top < scrollTop) scrollTop = top;
    else if (top + rowHeightCss > scrollTop + view) scrollTop = top + rowHeightCss - view;
  }

  listenToPointer(main.element, control);
  listenToKeys(main.element, control);
  createOverviewInput(overview.element, control, (ticks) => control.setWindow(panBy(shown, ticks, totalTicks)));
  main.element.addEventListener('focus', redraw);
  main.element.addEventListener('blur', redraw);
  const dispose = onThemeChange(() => {
    theme = readFlameTheme(palette);
    redrawAll();
  });
  // A chart of few rows needs no tall canvas; a chart of many gets the height that the style sheet allows.
  const frame = h('div', { class: 'flame-frame' }, overview.element, main.element);
  frame.style.setProperty('--flame-height', `${axisHeightCss + Math.max(4, rowsOf(intervals)) * rowHeightCss + 8}px`);
  return {
    element: frame,
    zoomBy: control.zoomBy,
    reset: control.reset,
    showWindow: ({ start, end }) => control.setWindow(windowAround(start, end, totalTicks)),
    dispose,
  };
}
