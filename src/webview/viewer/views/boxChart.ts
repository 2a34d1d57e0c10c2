/** A picture of boxes among the views: what is chosen in it is chosen everywhere. */
import { h } from '../../dom.ts';
import { createFlameChart, type FlameChart } from '../../flame/flameChart.ts';
import { boxColours } from '../../flame/colours.ts';
import { createTooltipAt } from '../../flame/flameTooltip.ts';
import type { FlameIntervals } from '../../flame/intervals.ts';
import type { FocusedBox } from '../../flame/moveFocus.ts';
import type { TimeWindow } from '../../flame/viewport.ts';
import type { Chosen } from '../chosen.ts';
import type { Description } from '../describe.ts';
import { tooltipContent } from '../tooltip.ts';
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import { createChartSearch, type ChartSearchOptions } from './searchInChart.ts';

export interface BoxChartOptions {
  readonly intervals: FlameIntervals;
  readonly weightPerTick: number;
  readonly whole: number;
  readonly label: string;
  readonly window?: TimeWindow | null;
  readonly firstRow?: number;
  windowChanged?(window: TimeWindow | null): void;
  rangeChosen?(range: TimeWindow): void;
  /** What the search is about; all of the picture where it is left out. */
  within?(): TimeWindow | null;
  beyond?: ChartSearchOptions['beyond'];
  isWhole?(): boolean;
  chosenAt(box: FocusedBox): Chosen | null;
  boxOf(chosen: Chosen): FocusedBox | null;
  describe(box: FocusedBox): Description | null;
}

export interface BoxChart extends ViewerPart {
  readonly chart: FlameChart;
  /** Other boxes of the same whole, finer around what is shown. */
  showDetail(intervals: FlameIntervals): void;
}

export function createBoxChart(context: ViewContext, options: BoxChartOptions): BoxChart {
  const { weightPerTick, whole, rangeChosen } = options;
  let { intervals } = options;
  const tooltip = createTooltipAt();
  const { unit } = context.scene().profile;
  const frameAt = ({ box }: FocusedBox) => context.scene().tree.frames[intervals.frame[box] ?? -1];
  const chart = createFlameChart({
    model: { intervals, weightPerTick, whole },
    source: context.paint.sourceFor(intervals.frame),
    palette: boxColours,
    label: `${options.label} Arrow keys go from box to box, Enter zooms, Escape goes back, Control and Enter opens the source, Shift and F10 shows what can be done. The tables have the same numbers.`,
    axis: unit,
    window: options.window ?? null,
    ...(options.firstRow === undefined ? {} : { firstRow: options.firstRow }),
    windowChanged: (window) => options.windowChanged?.(window),
    focusChanged: (box) => context.choose(box && options.chosenAt(box)),
    hoverChanged: (box, at) => {
      const description = box && options.describe(box);
      if (description) tooltip.show(tooltipContent(description), at);
      else tooltip.hide();
    },
    open: (box, stay) => {
      const frame = frameAt(box);
      if (frame) context.open(frame, stay);
    },
    menu: (box, at) => {
      const chosen = options.chosenAt(box);
      if (chosen) context.menu(chosen, element, at);
    },
    ...(rangeChosen ? { rangeChosen } : {}),
  });
  const element = h('div', { class: 'viewer-chart' }, chart.element);
  chart.element.append(tooltip.element);
  const showChosen = () => {
    const chosen = context.chosen();
    chart.showBox(chosen && options.boxOf(chosen));
  };
  showChosen();
  return {
    chart,
    element,
    showDetail: (next) => {
      intervals = next;
      const chosen = context.chosen();
      chart.showDetail(
        { intervals, weightPerTick, whole },
        context.paint.sourceFor(intervals.frame),
        chosen && options.boxOf(chosen),
      );
    },
    refresh: () => {
      showChosen();
      chart.repaint();
    },
    search: createChartSearch({
      chart,
      intervals: () => intervals,
      isMatch: context.isMatch,
      within: () => options.within?.() ?? null,
      isWhole: () => options.isWhole?.() ?? true,
      ...(options.beyond ? { beyond: options.beyond } : {}),
    }),
    zoom: { by: chart.zoomBy, reset: chart.reset },
    focusKeyboard: chart.focusKeyboard,
    dispose: chart.dispose,
  };
}

/** The row that a box lies in. */
export function rowOfBox({ rowStart }: FlameIntervals, box: number): number {
  let low = 0;
  let high = rowStart.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((rowStart[middle] ?? 0) <= box) low = middle;
    else high = middle;
  }
  return low;
}

/** The widest box that is meant, the first of equals; null where there is none. */
export function widestBox(intervals: FlameIntervals, isMeant: (box: number) => boolean): FocusedBox | null {
  const { start, end } = intervals;
  let widest = -1;
  let width = -1;
  for (let box = 0; box < start.length; box++) {
    if (!isMeant(box)) continue;
    const own = (end[box] ?? 0) - (start[box] ?? 0);
    if (own > width) {
      width = own;
      widest = box;
    }
  }
  return widest < 0 ? null : { row: rowOfBox(intervals, widest), box: widest };
}
