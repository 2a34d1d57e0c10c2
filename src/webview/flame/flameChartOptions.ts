/** What a chart is given, and what it can be asked to do. */
import type { Point } from './flameControl.ts';
import type { BoxPalette } from './flameTheme.ts';
import type { DrawnModel } from './intervals.ts';
import type { FocusedBox } from './moveFocus.ts';
import type { BoxSource } from './paintBoxes.ts';
import type { AxisUnit } from './valueAxis.ts';
import type { TimeWindow } from './viewport.ts';

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
  /** Chooses a box and brings it into sight, as a click would. */
  chooseBox(box: FocusedBox): void;
  /** Moves the window, as wide as it is. */
  centreOn(tick: number): void;
  /** The chosen box, and what is in sight. */
  focus(): FocusedBox | null;
  window(): TimeWindow;
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
