/** What mouse and keyboard do to a chart: choosing, zooming and the way back. */
import type { ChartSight } from './chartSight.ts';
import type { FlameControl, Point } from './flameControl.ts';
import { createGlide } from './glide.ts';
import type { DrawnModel } from './intervals.ts';
import type { FocusedBox } from './moveFocus.ts';
import { clampWindow, windowAround, zoomAt, type TimeWindow } from './viewport.ts';
import { createZoomHistory } from './zoomHistory.ts';

export interface FlameControlOptions {
  readonly sight: ChartSight;
  readonly totalTicks: number;
  model(): DrawnModel;
  focus(): FocusedBox | null;
  setFocus(focus: FocusedBox | null): void;
  hover(box: FocusedBox | null, at: Point): void;
  previewRange(range: TimeWindow | null): void;
  redraw(): void;
  lastDrawMs(): number;
  open(box: FocusedBox, stay: boolean): void;
  menu?(box: FocusedBox, at: Point): void;
  rangeChosen?(range: TimeWindow): void;
}

export function createFlameControl(options: FlameControlOptions): FlameControl {
  const { sight, totalTicks } = options;
  const history = createZoomHistory();
  const setWindow = (window: TimeWindow) => {
    sight.setWindow(window);
    options.redraw();
  };
  const glide = createGlide(sight.window, setWindow, options.lastDrawMs);
  const reset = () => {
    history.clear();
    glide.to({ start: 0, end: totalTicks });
  };
  const endsOf = ({ box }: FocusedBox) => {
    const { start, end } = options.model().intervals;
    return { start: start[box] ?? 0, end: end[box] ?? 0 };
  };
  return {
    get model() {
      return options.model();
    },
    totalTicks,
    window: sight.window,
    setWindow,
    focus: options.focus,
    setFocus: options.setFocus,
    hit: sight.hit,
    placeOf: sight.placeOf,
    tickAt: sight.tickAt,
    scrollRows: (cssPixels) => {
      options.redraw();
      return sight.scrollRows(cssPixels);
    },
    hover: options.hover,
    open: options.open,
    menu: (box, at) => options.menu?.(box, at),
    choosesRange: options.rangeChosen !== undefined,
    previewRange: options.previewRange,
    chooseRange: (next) => options.rangeChosen?.(clampWindow(next, totalTicks)),
    zoomTo: (box) => {
      history.push(sight.window());
      const { start, end } = endsOf(box);
      glide.to(windowAround(start, end, totalTicks));
    },
    back: () => {
      const before = history.pop();
      const { start, end } = sight.window();
      if (before) glide.to(before);
      else if (start > 0 || end < totalTicks) reset();
      else options.setFocus(null);
    },
    zoomBy: (factor) => {
      const window = sight.window();
      const focus = options.focus();
      const ends = focus && endsOf(focus);
      const middle = ends ? (ends.start + ends.end) / 2 : NaN;
      const anchor = middle >= window.start && middle <= window.end ? middle : (window.start + window.end) / 2;
      setWindow(zoomAt(window, anchor, factor, totalTicks));
    },
    reset,
  };
}
