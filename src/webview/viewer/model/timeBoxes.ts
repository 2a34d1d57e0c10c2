/**
 * Samples → the boxes of a chart over time. Two passes over the runs: the first counts the boxes of each row, the second
 * fills them in, so that rows come out sorted without a sort. From one stack to the next only the frames above the lowest
 * common ancestor close and open.
 */
import type { Boxes } from './boxes.ts';
import { onceFor } from './onceFor.ts';
import { stackRuns, type StackRuns } from './stackRuns.ts';
import { noNode, type CallTree, type Samples, type TimeRange } from './threadProfile.ts';

/** Ticks count from the start of the profile, also in a range. */
export function timeBoxes(tree: CallTree, samples: Samples, range: TimeRange | null): Boxes {
  const runs = stackRuns(tree, samples, range);
  const rowOf = rowOfNode(tree);
  const counts: number[] = [];
  walk(tree, runs, {
    open: (node) => {
      const row = rowOf[node]!;
      counts[row] = (counts[row] ?? 0) + 1;
    },
    close: () => {},
  });
  const rowStart = new Uint32Array(counts.length + 1);
  for (let row = 0; row < counts.length; row++) rowStart[row + 1] = rowStart[row]! + counts[row]!;
  const boxes = rowStart[counts.length]!;
  const start = new Uint32Array(boxes);
  const end = new Uint32Array(boxes);
  const frame = new Uint32Array(boxes);
  const nodeOfBox = new Int32Array(boxes);
  const next = rowStart.slice(0, counts.length);
  walk(tree, runs, {
    open: (node, tick) => {
      const box = next[rowOf[node]!]!++;
      start[box] = tick;
      frame[box] = tree.frameOfNode[node]!;
      nodeOfBox[box] = node;
    },
    // The open box of a row is always the last one that was begun in it.
    close: (node, tick) => {
      end[next[rowOf[node]!]! - 1] = tick;
    },
  });
  const whole = samples.startOfSample[samples.nodeOfSample.length] ?? 0;
  return { intervals: { rowStart, start, end, frame }, nodeOfBox, weightPerTick: runs.tickMicros, whole };
}

/** The callees of the root are row 0; the root itself is -1 and not drawn. */
export const rowOfNode = onceFor(({ frames, frameOfNode, parentOfNode }: CallTree): Int32Array => {
  const rows = new Int32Array(parentOfNode.length);
  for (let node = 0; node < rows.length; node++) {
    const parent = parentOfNode[node]!;
    if (parent !== noNode) rows[node] = rows[parent]! + 1;
    else rows[node] = frames[frameOfNode[node]!]!.role === 'root' ? -1 : 0;
  }
  return rows;
});

interface Walker {
  open(node: number, tick: number): void;
  close(node: number, tick: number): void;
}

/** Calls `close` and `open` for what differs between one stack and the next; frames open outermost first. */
function walk(tree: CallTree, { node, at }: StackRuns, walker: Walker): void {
  const { parentOfNode } = tree;
  const rowOf = rowOfNode(tree);
  const opening: number[] = [];
  const isEmpty = (top: number) => top === noNode || rowOf[top]! < 0;
  let current = noNode;
  for (let run = 0; run <= node.length; run++) {
    const tick = at[run]!;
    const top = run < node.length ? node[run]! : noNode;
    let from = current;
    let to = top;
    while (from !== to) {
      const fromRow = isEmpty(from) ? -1 : rowOf[from]!;
      const toRow = isEmpty(to) ? -1 : rowOf[to]!;
      if (fromRow < 0 && toRow < 0) break;
      if (fromRow >= toRow) {
        walker.close(from, tick);
        from = parentOfNode[from]!;
      }
      if (toRow >= fromRow) {
        opening.push(to);
        to = parentOfNode[to]!;
      }
    }
    for (let opened = opening.pop(); opened !== undefined; opened = opening.pop()) walker.open(opened, tick);
    current = top;
  }
}
