/**
 * Samples → the boxes of a chart over time, in one walk: equal neighbours are one box, and idle time is an empty stack.
 * From one stack to the next only the frames above the lowest common ancestor close and open.
 */
import type { Boxes } from './boxes.ts';
import { firstSampleOf } from './nodeWeights.ts';
import { onceFor } from './onceFor.ts';
import { RowSorter } from './rowSorter.ts';
import { noNode, type CallTree, type Samples, type TimeRange } from './threadProfile.ts';

/** 2^32 - 1: what a tick counter of 32 bits holds; 71 minutes at 1 µs. Longer profiles get coarser ticks. */
const maximumTicks = 0xffffffff;

/** What part of the profile, and how finely. */
export interface ChartDetail {
  /** Null: all of it. */
  readonly range: TimeRange | null;
  /**
   * Neighbours in a row that lie within this time together may be one box, with the node of the longest; 0: never. A tenth
   * of the memory and no difference on screen where this is a pixel.
   */
  readonly leastMicros: number;
}

export const wholeChart: ChartDetail = { range: null, leastMicros: 0 };

/** Ticks count from the start of the profile, also in a range. */
export function timeBoxes(tree: CallTree, samples: Samples, detail: ChartDetail): Boxes {
  const layout = timeLayout(tree, samples, detail);
  layout.advance(samples.nodeOfSample.length);
  return layout.finish();
}

/** A chart in the making: ten million samples take half a second. */
export interface TimeLayout {
  /** Goes on by so many samples; true when nothing is left. */
  advance(samples: number): boolean;
  /** Once, after the last sample. */
  finish(): Boxes;
}

/** Of every `stride`-th sample only, which holds until the next of them: a sketch. */
export function timeLayout(
  tree: CallTree,
  samples: Samples,
  { range, leastMicros }: ChartDetail,
  stride = 1,
): TimeLayout {
  const { nodeOfSample, startOfSample } = samples;
  const { parentOfNode } = tree;
  const { rowOfNode, isEmptyStack, rows } = drawnRows(tree);
  const whole = startOfSample[nodeOfSample.length] ?? 0;
  const tickMicros = Math.max(1, Math.ceil(whole / maximumTicks));
  const toTick = (micros: number) => Math.round(micros / tickMicros);
  const firstTick = toTick(Math.max(0, range?.startMicros ?? 0));
  const endTick = toTick(Math.max(0, Math.min(whole, range?.endMicros ?? whole)));

  const boxes = new RowSorter(rowOfNode, rows, Math.floor(leastMicros / tickMicros));
  /** The stack: by row its node and since when. */
  const nodeOfRow = new Int32Array(rows).fill(noNode);
  const openedAt = new Float64Array(rows);
  const opening = new Int32Array(rows);
  let depth = 0;
  const changeTo = (top: number, tick: number) => {
    let opened = 0;
    let shared = top;
    while (shared !== noNode) {
      const row = rowOfNode[shared]!;
      if (row < 0 || (row < depth && nodeOfRow[row] === shared)) break;
      opening[opened++] = shared;
      shared = parentOfNode[shared]!;
    }
    const kept = shared === noNode ? 0 : rowOfNode[shared]! + 1;
    while (depth > kept) {
      depth--;
      boxes.add(depth, openedAt[depth]!, tick, nodeOfRow[depth]!);
    }
    while (opened > 0) {
      nodeOfRow[depth] = opening[--opened]!;
      openedAt[depth++] = tick;
    }
  };

  const end = nodeOfSample.length;
  let current = noNode;
  let reached = firstSampleOf(startOfSample, range?.startMicros ?? 0);
  return {
    advance: (most) => {
      const last = Math.min(end, reached + most * stride);
      let before = current;
      let sample = reached;
      for (let next = sample; sample < last; sample = next) {
        next = Math.min(end, sample + stride);
        const tick = Math.max(firstTick, toTick(startOfSample[sample]!));
        if (tick >= endTick) {
          sample = end;
          break;
        }
        // Several samples of one moment: the last of them is what the stack was from then on.
        if (toTick(startOfSample[next]!) <= tick) continue;
        let top = nodeOfSample[sample]!;
        if (top !== noNode && isEmptyStack[top] === 1) top = noNode;
        if (top === before) continue;
        changeTo(top, tick);
        before = top;
      }
      current = before;
      reached = sample;
      return reached >= end;
    },
    finish: () => {
      changeTo(noNode, endTick);
      return boxes.finish(tree.frameOfNode, whole, tickMicros);
    },
  };
}

interface DrawnRows {
  /** The callees of the root are row 0; the root itself is -1 and not drawn. */
  readonly rowOfNode: Int32Array;
  /** Node → 1 for idle time and the root. */
  readonly isEmptyStack: Uint8Array;
  readonly rows: number;
}

const drawnRows = onceFor(({ frames, frameOfNode, parentOfNode }: CallTree): DrawnRows => {
  const isEmptyFrame = Uint8Array.from(frames, ({ role }) => (role === 'idle' || role === 'root' ? 1 : 0));
  const rowOfNode = new Int32Array(parentOfNode.length);
  const isEmptyStack = new Uint8Array(parentOfNode.length);
  let rows = 0;
  for (let node = 0; node < rowOfNode.length; node++) {
    const parent = parentOfNode[node]!;
    const frame = frameOfNode[node]!;
    const row = parent !== noNode ? rowOfNode[parent]! + 1 : frames[frame]!.role === 'root' ? -1 : 0;
    rowOfNode[node] = row;
    isEmptyStack[node] = isEmptyFrame[frame]!;
    rows = Math.max(rows, row + 1);
  }
  return { rowOfNode, isEmptyStack, rows };
});
