/** Which part of a picture is in sight, and what lies where in it. Everything is kept within the picture. */
import { axisHeightCss, rowHeightCss } from './chartSizes.ts';
import type { Point } from './flameControl.ts';
import type { FlameIntervals } from './intervals.ts';
import type { FocusedBox } from './moveFocus.ts';
import { boxAt } from './visibleBoxes.ts';
import { clampWindow, windowShowing, type TimeWindow } from './viewport.ts';

export interface ChartSightOptions {
  readonly totalTicks: number;
  readonly rows: number;
  readonly window: TimeWindow | null;
  /** The row that is in sight first, in the middle; the top where there is none. */
  readonly firstRow: number | undefined;
  intervals(): FlameIntervals;
  /** Of the canvas, in CSS pixels. */
  size(): { readonly width: number; readonly height: number };
  /** After each change of the window; null when all is shown. */
  windowChanged(window: TimeWindow | null): void;
}

export interface ChartSight {
  window(): TimeWindow;
  setWindow(window: TimeWindow): void;
  scrollTop(): number;
  /** True when the rows moved. */
  scrollRows(cssPixels: number): boolean;
  /** Before each drawing: the height of the canvas is known then. */
  settle(): void;
  tickAt(x: number): number;
  hit(x: number, y: number): FocusedBox | null;
  placeOf(box: FocusedBox): Point;
  /** Moves just far enough that the box is in sight. */
  reveal(box: FocusedBox): void;
}

export function createChartSight(options: ChartSightOptions): ChartSight {
  const { totalTicks, rows, intervals, size } = options;
  let { firstRow } = options;
  let window = clampWindow(options.window ?? { start: 0, end: totalTicks }, totalTicks);
  let scrollTop = 0;
  const width = () => Math.max(1, size().width);
  const ticksPerPixel = () => (window.end - window.start) / width();
  const greatestScroll = () =>
    Math.max(0, rows * rowHeightCss + axisHeightCss - Math.max(axisHeightCss, size().height));
  const tickAt = (x: number) => window.start + x * ticksPerPixel();
  const setWindow = (next: TimeWindow) => {
    window = clampWindow(next, totalTicks);
    options.windowChanged(window.start <= 0 && window.end >= totalTicks ? null : window);
  };
  return {
    window: () => window,
    setWindow,
    scrollTop: () => scrollTop,
    scrollRows: (cssPixels) => {
      const before = scrollTop;
      scrollTop = Math.max(0, Math.min(scrollTop + cssPixels, greatestScroll()));
      return scrollTop !== before;
    },
    settle: () => {
      const { height } = size();
      if (firstRow !== undefined && height > 0) {
        scrollTop = Math.max(0, axisHeightCss + (firstRow + 0.5) * rowHeightCss - height / 2);
        firstRow = undefined;
      }
      scrollTop = Math.min(scrollTop, greatestScroll());
    },
    tickAt,
    hit: (x, y) => {
      if (y < axisHeightCss) return null;
      const row = Math.floor((y - axisHeightCss + scrollTop) / rowHeightCss);
      const box = boxAt(intervals(), row, tickAt(x));
      return box < 0 ? null : { row, box };
    },
    placeOf: ({ row, box }) => ({
      x: Math.max(0, Math.min(((intervals().start[box] ?? 0) - window.start) / ticksPerPixel(), width() - 1)),
      y: axisHeightCss + (row + 1) * rowHeightCss - scrollTop,
    }),
    reveal: ({ row, box }) => {
      const { start, end } = intervals();
      const showing = windowShowing(window, start[box] ?? 0, end[box] ?? 0, totalTicks);
      if (showing !== window) setWindow(showing);
      const top = row * rowHeightCss;
      const view = size().height - axisHeightCss;
      if (top < scrollTop) scrollTop = top;
      else if (top + rowHeightCss > scrollTop + view) scrollTop = top + rowHeightCss - view;
    },
  };
}
