/** Calls in the order in which they were made: a chart over time. */
import { h } from '../../dom.ts';
import { formatMs } from '../../format.ts';
import { selfTicksOfBox } from '../../flame/selfTicks.ts';
import { chooseNode, nodeOfChosen } from '../chosen.ts';
import { describeFrame, functionFacts } from '../describe.ts';
import {
  chartDetail,
  firstSampleOf,
  sampleWithMatch,
  timeBoxes,
  timeLayout,
  wholeChart,
  type Boxes,
  type ChartDetail,
  type TimeRange,
} from '../model/index.ts';
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import { createBoxChart, widestBox } from './boxChart.ts';
import { layOutInSlices, samplesOfSlice } from './layOutInSlices.ts';

/** After the last change of the window: laying out a part takes up to half a second, and zooming goes through many. */
const settleMs = 80;

export function createTimeView(context: ViewContext): ViewerPart {
  const { samples, tree, mapped } = context.scene();
  if (samples === null)
    return messagePart('This profile says how much, and not when: there is nothing to draw over time.');
  const wholeMicros = samples.startOfSample[samples.nodeOfSample.length] ?? 0;
  const detailOf = (window: TimeRange | null) =>
    chartDetail(samples, window ?? { startMicros: 0, endMicros: wholeMicros });
  /** What is laid out exactly; null while only a sketch of everything is there. */
  let detail: ChartDetail | null = null;
  let laid = sketch();
  const { weightPerTick, whole } = laid;
  if (laid.intervals.start.length === 0)
    return messagePart('This thread never ran while it was sampled: it only waited, or it ended too soon.');
  const toMs = (ticks: number) => (ticks * weightPerTick) / 1000;
  const toTicks = ({ startMicros, endMicros }: TimeRange) => ({
    start: startMicros / weightPerTick,
    end: endMicros / weightPerTick,
  });
  const toRange = ({ start, end }: { start: number; end: number }): TimeRange => ({
    startMicros: start * weightPerTick,
    endMicros: end * weightPerTick,
  });
  const { range, window: storedWindow } = context.view();
  let layingOut = 0;
  /** The part that is being laid out. */
  let begun: { readonly detail: ChartDetail; readonly stop: () => void } | null = null;
  const show = (next: ChartDetail, boxes: Boxes) => {
    begun?.stop();
    begun = null;
    detail = next;
    laid = boxes;
    part.showDetail(laid.intervals);
  };
  /** Large profiles are laid out a part at a time, as fine as the screen; small ones once. */
  const layOut = () => {
    const next = detailOf(context.view().window);
    if (isSame(next, begun?.detail ?? detail)) return;
    begun?.stop();
    begun = null;
    if (isSame(next, detail)) return;
    let isDone = false;
    const stop = layOutInSlices(timeLayout(tree, samples, next), (boxes) => {
      isDone = true;
      show(next, boxes);
    });
    if (!isDone) begun = { detail: next, stop };
  };
  const layOutAtOnce = () => {
    const next = detailOf(context.view().window);
    if (!isSame(next, detail)) show(next, timeBoxes(tree, samples, next));
  };
  const part = createBoxChart(context, {
    intervals: laid.intervals,
    weightPerTick,
    whole,
    label: `Calls of ${context.title} over time.`,
    window: storedWindow && toTicks(storedWindow),
    windowChanged: (next) => {
      context.update({ window: next && toRange(next) });
      clearTimeout(layingOut);
      layingOut = window.setTimeout(layOut, settleMs);
    },
    rangeChosen: (next) => context.update({ range: toRange(next) }),
    within: () => {
      const cut = context.view().range;
      return cut && toTicks(cut);
    },
    isWhole: () => detail === wholeChart,
    beyond: (by, fromTick) => {
      const matching = context.isMatch();
      const within = context.view().range ?? { startMicros: 0, endMicros: wholeMicros };
      if (!matching) return null;
      const { startOfSample, nodeOfSample } = samples;
      const edge = by > 0 ? within.startMicros : within.endMicros;
      // Behind what is laid out, or from the edge when there is nothing left to look from.
      const laidOut = detail?.range ?? { startMicros: 0, endMicros: wholeMicros };
      const micros = fromTick === null ? edge : by > 0 ? laidOut.endMicros : laidOut.startMicros;
      const first = Math.min(nodeOfSample.length - 1, firstSampleOf(startOfSample, micros));
      const sample = sampleWithMatch(tree, nodeOfSample, matching, first, by);
      const at = startOfSample[sample];
      if (at === undefined || at < within.startMicros || at >= within.endMicros) return null;
      const tick = at / weightPerTick;
      part.chart.centreOn(tick);
      layOutAtOnce();
      return tick;
    },
    chosenAt: ({ box }) => chooseNode(mapped, laid.nodeOfBox[box] ?? -1),
    boxOf: (chosen) => {
      const { intervals, nodeOfBox } = laid;
      const node = nodeOfChosen(context.scene(), chosen);
      const within = toTicks(context.view().range ?? { startMicros: 0, endMicros: whole });
      const isInside = (box: number) =>
        (intervals.start[box] ?? 0) < within.end && (intervals.end[box] ?? 0) > within.start;
      return (
        widestBox(intervals, (box) => nodeOfBox[box] === node && isInside(box)) ??
        widestBox(intervals, (box) => nodeOfBox[box] === node)
      );
    },
    describe: ({ row, box }) => {
      const { intervals } = laid;
      const frameOfBox = intervals.frame[box] ?? -1;
      const frame = tree.frames[frameOfBox];
      if (!frame) return null;
      const start = intervals.start[box] ?? 0;
      const duration = toMs((intervals.end[box] ?? 0) - start);
      return describeFrame(frame, context.locate(frame), [
        ['This call', `${formatMs(duration)}, self ${formatMs(toMs(selfTicksOfBox(intervals, row, box)))}`],
        ['Begins at', formatMs(toMs(start))],
        ...functionFacts(context.scene(), frameOfBox),
      ]);
    },
  });
  part.chart.showRange(range && toTicks(range));
  layOut();
  return {
    ...part,
    dispose: () => {
      clearTimeout(layingOut);
      begun?.stop();
      part.dispose();
    },
    rangeChanged: () => {
      const next = context.view().range;
      part.chart.showRange(next && toTicks(next));
    },
  };

  /** Of millions of samples as many as can be laid out at once; the rest follows. */
  function sketch(): Boxes {
    const all = detailOf(null);
    const stride = Math.ceil(samples!.nodeOfSample.length / samplesOfSlice);
    if (stride > 1) {
      const layout = timeLayout(tree, samples!, all, stride);
      layout.advance(samplesOfSlice);
      const boxes = layout.finish();
      if (boxes.intervals.start.length > 0) return boxes;
    }
    detail = all;
    return timeBoxes(tree, samples!, all);
  }
}

const isSame = (a: ChartDetail, b: ChartDetail | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** In place of a view that has nothing to show. */
export function messagePart(text: string): ViewerPart {
  const element = h('p', { class: 'empty', tabindex: -1 }, text);
  return { element, refresh: () => {}, focusKeyboard: () => element.focus(), dispose: () => {} };
}
