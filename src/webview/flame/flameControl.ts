/** What the input handlers of a chart share: they ask and tell, the chart keeps everything in range. */
import type { DrawnModel } from './intervals.ts';
import type { FocusedBox } from './moveFocus.ts';
import type { TimeWindow } from './viewport.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the input handlers may do; the chart keeps window, focus and scroll in range. */
export interface FlameControl {
  readonly model: DrawnModel;
  readonly totalTicks: number;
  window(): TimeWindow;
  setWindow(window: TimeWindow): void;
  focus(): FocusedBox | null;
  setFocus(focus: FocusedBox | null): void;
  /** Box under a point of the canvas, in CSS pixels. */
  hit(x: number, y: number): FocusedBox | null;
  /** Of the canvas, in CSS pixels. */
  placeOf(box: FocusedBox): Point;
  tickAt(x: number): number;
  /** True when the rows moved. */
  scrollRows(cssPixels: number): boolean;
  hover(box: FocusedBox | null, at: Point): void;
  open(box: FocusedBox, stay: boolean): void;
  menu(box: FocusedBox, at: Point): void;
  readonly choosesRange: boolean;
  /** While it is being dragged, and when it is chosen. */
  previewRange(range: TimeWindow | null): void;
  chooseRange(range: TimeWindow): void;
  zoomBy(factor: number): void;
  /** Remembers where it came from. */
  zoomTo(box: FocusedBox): void;
  /** To where the last zoom began; then to all; then nothing is chosen any more. */
  back(): void;
  reset(): void;
}
