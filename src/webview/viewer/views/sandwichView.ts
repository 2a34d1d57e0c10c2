/** One function from both sides: who calls it above, what it calls below. */
import { h } from '../../dom.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { formatPlace } from '../../format.ts';
import { describeFrame, functionFacts } from '../describe.ts';
import { chooseNode, frameRow, type Chosen } from '../chosen.ts';
import { oldOfNew, sandwich, type Boxes } from '../model/index.ts';
import type { FlameIntervals } from '../../flame/intervals.ts';
import type { Scene } from '../scene.ts';
import type { ViewContext, ViewerPart } from '../viewContext.ts';
import { formatWithShare } from '../weightText.ts';
import { createBoxChart, rowOfBox } from './boxChart.ts';
import { hottestFunction } from './hottestFunction.ts';
import { messagePart } from './timeView.ts';

export function createSandwichView(context: ViewContext): ViewerPart {
  const scene = context.scene();
  const frame = middleFrame(scene, context.chosen());
  const frames = scene.tree.frames;
  if (frame < 0) return messagePart('Nothing ran in this stretch, or all of it is hidden.');
  const { callers, callees, calleeTree, total } = sandwich(scene.tree, scene.weights, frame);
  const joined = stack(callers, callees);
  const { intervals, middleRow, firstCallee } = joined;
  const nodeOf = (box: number) => {
    if (box < firstCallee) return joined.nodeOfCaller[box] ?? -1;
    return oldOfNew(calleeTree)[callees.nodeOfBox[box - firstCallee] ?? -1] ?? -1;
  };
  const chosenAt = (box: number): Chosen | null => {
    const own = frames[intervals.frame[box] ?? -1];
    return chooseNode(scene.mapped, nodeOf(box)) ?? (own ? { frame: own, node: null } : null);
  };
  const chart = createBoxChart(context, {
    intervals,
    weightPerTick: callees.weightPerTick,
    whole: callees.whole,
    firstRow: middleRow,
    label: `${frames[frame]?.name ?? 'The function'} of ${context.title}, who calls it above it, what it calls below it.`,
    chosenAt: ({ box }) => chosenAt(box),
    boxOf: (chosen) => {
      // The function in the middle stands for every path of it.
      const wanted = frameRow(scene.tree, chosen);
      const box = wanted === frame ? firstCallee : intervals.frame.indexOf(wanted);
      return box < 0 || box >= intervals.start.length ? null : { row: rowOfBox(intervals, box), box };
    },
    describe: ({ box }) => {
      const own = frames[intervals.frame[box] ?? -1];
      if (!own) return null;
      const weight = ((intervals.end[box] ?? 0) - (intervals.start[box] ?? 0)) * callees.weightPerTick;
      const side = box < firstCallee ? 'Calls on this path' : box === firstCallee ? 'All of it' : 'Called on this path';
      return describeFrame(own, context.locate(own), [
        [side, formatWithShare(weight, total, scene.profile.unit)],
        ...functionFacts(scene, intervals.frame[box] ?? -1),
      ]);
    },
  });
  return { ...chart, element: h('div', {}, captionOf(frames[frame], context), chart.element) };
}

function captionOf(frame: FlameFrame | undefined, context: ViewContext): HTMLElement | null {
  if (!frame) return null;
  const location = context.locate(frame);
  const place = location ? ` (${formatPlace(location)})` : '';
  const who = context.chosen() ? '' : ', the hottest function';
  return h(
    'p',
    { class: 'muted caption sandwich-caption' },
    h('code', {}, frame.name),
    `${place}${who}: callers above, callees below.`,
  );
}

/** The chosen function; the one with the largest weight of its own where none is, or where it is hidden. */
function middleFrame(scene: Scene, chosen: Chosen | null): number {
  const row = chosen ? frameRow(scene.tree, chosen) : -1;
  const { groups, table } = scene.grouped('function');
  if (row >= 0 && (table.total[groups.groupOfFrame[row] ?? -1] ?? 0) > 0) return row;
  return hottestFunction(scene);
}

interface Stacked {
  readonly intervals: FlameIntervals;
  readonly nodeOfCaller: Int32Array;
  /** Row of the function itself. */
  readonly middleRow: number;
  /** The first box that is not a caller's: the function itself. */
  readonly firstCallee: number;
}

/** Callers' rows the other way round, without the function itself, and the callees below. */
function stack(callers: Boxes, callees: Boxes): Stacked {
  const above = callers.intervals;
  const below = callees.intervals;
  const callerRows = Math.max(0, above.rowStart.length - 2);
  const callerBoxes = above.start.length - (above.rowStart[1] ?? 0);
  const boxes = callerBoxes + below.start.length;
  const intervals = {
    rowStart: new Uint32Array(callerRows + below.rowStart.length),
    start: new Uint32Array(boxes),
    end: new Uint32Array(boxes),
    frame: new Uint32Array(boxes),
  };
  const nodeOfCaller = new Int32Array(callerBoxes);
  let filled = 0;
  for (let row = 0; row < callerRows; row++) {
    const from = above.rowStart[callerRows - row] ?? 0;
    const to = above.rowStart[callerRows - row + 1] ?? 0;
    for (const column of ['start', 'end', 'frame'] as const)
      intervals[column].set(above[column].subarray(from, to), filled);
    nodeOfCaller.set(callers.nodeOfBox.subarray(from, to), filled);
    filled += to - from;
    intervals.rowStart[row + 1] = filled;
  }
  for (const column of ['start', 'end', 'frame'] as const) intervals[column].set(below[column], filled);
  for (let row = 0; row < below.rowStart.length; row++)
    intervals.rowStart[callerRows + row] = filled + (below.rowStart[row] ?? 0);
  return { intervals, nodeOfCaller, middleRow: callerRows, firstCallee: filled };
}
