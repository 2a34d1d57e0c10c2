/**
 * Stack changes → the boxes of a flame chart, as columns. Two passes over the changes: the first counts the boxes of
 * each row, the second fills them in, so that the rows come out sorted by time without a sort. From one stack to the
 * next only the frames above the lowest common ancestor close and open.
 */
import { noNode, type StackChanges } from './stackChanges.ts';

/** Boxes of row r are `rowStart[r]` to `rowStart[r + 1]`; within a row sorted by start, never overlapping. */
export interface FlameIntervals {
  readonly rowStart: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Box → row of the frame table. */
  readonly frame: Uint32Array;
}

export interface FrameTimes {
  /** Frame → ticks at the top of the stack. */
  readonly selfTicks: Float64Array;
  /** Frame → ticks on the stack, each moment once however often the function recurs. */
  readonly totalTicks: Float64Array;
}

export function buildIntervals(changes: StackChanges): FlameIntervals {
  const { depth, frame, at } = changes;
  // Row 0 shows the callees of the root.
  const rows = rowCount(changes);
  const rowStart = new Uint32Array(rows + 1);
  walk(changes, {
    open: (node) => {
      const row = (depth[node] ?? 0) - 1;
      rowStart[row + 1] = (rowStart[row + 1] ?? 0) + 1;
    },
    close: () => {},
  });
  for (let row = 0; row < rows; row++) rowStart[row + 1] = (rowStart[row + 1] ?? 0) + (rowStart[row] ?? 0);

  const boxes = rowStart[rows] ?? 0;
  const start = new Uint32Array(boxes);
  const end = new Uint32Array(boxes);
  const frameOfBox = new Uint32Array(boxes);
  const next = rowStart.slice(0, rows);
  walk(changes, {
    open: (node, change) => {
      const row = (depth[node] ?? 0) - 1;
      const box = next[row] ?? 0;
      next[row] = box + 1;
      start[box] = at[change] ?? 0;
      frameOfBox[box] = frame[node] ?? 0;
    },
    // The open box of a row is always the last one that was begun in it.
    close: (node, change) => {
      end[(next[(depth[node] ?? 0) - 1] ?? 1) - 1] = at[change] ?? 0;
    },
  });
  return { rowStart, start, end, frame: frameOfBox };
}

/** Self and recursion-safe total time of each frame, from the same walk. */
export function frameTimes(changes: StackChanges, frameCount: number): FrameTimes {
  const { frame, at, node } = changes;
  const selfTicks = new Float64Array(frameCount);
  const totalTicks = new Float64Array(frameCount);
  const onStack = new Int32Array(frameCount);
  const since = new Float64Array(frameCount);
  for (let change = 0; change < node.length; change++) {
    const top = node[change] ?? noNode;
    if (top === noNode) continue;
    const row = frame[top] ?? 0;
    selfTicks[row] = (selfTicks[row] ?? 0) + (at[change + 1] ?? 0) - (at[change] ?? 0);
  }
  walk(changes, {
    open: (opened, change) => {
      const row = frame[opened] ?? 0;
      if (onStack[row] === 0) since[row] = at[change] ?? 0;
      onStack[row] = (onStack[row] ?? 0) + 1;
    },
    close: (closed, change) => {
      const row = frame[closed] ?? 0;
      onStack[row] = (onStack[row] ?? 0) - 1;
      if (onStack[row] === 0) totalTicks[row] = (totalTicks[row] ?? 0) + (at[change] ?? 0) - (since[row] ?? 0);
    },
  });
  return { selfTicks, totalTicks };
}

function rowCount({ node, depth }: StackChanges): number {
  let deepest = 0;
  for (const top of node) if (top !== noNode) deepest = Math.max(deepest, depth[top] ?? 0);
  return deepest;
}

interface Walker {
  open(node: number, change: number): void;
  close(node: number, change: number): void;
}

/** Calls `close` and `open` for what differs between one stack and the next; frames open outermost first. */
function walk({ node, parent, depth }: StackChanges, walker: Walker): void {
  const opening: number[] = [];
  let current = noNode;
  for (let change = 0; change <= node.length; change++) {
    const top = change < node.length ? (node[change] ?? noNode) : noNode;
    let from = current;
    let to = top;
    while (from !== to) {
      const fromDepth = from === noNode ? 0 : (depth[from] ?? 0);
      const toDepth = to === noNode ? 0 : (depth[to] ?? 0);
      if (fromDepth === 0 && toDepth === 0) break;
      if (fromDepth >= toDepth) {
        walker.close(from, change);
        from = parent[from] ?? noNode;
      }
      if (toDepth >= fromDepth) {
        opening.push(to);
        to = parent[to] ?? noNode;
      }
    }
    for (let opened = opening.pop(); opened !== undefined; opened = opening.pop()) walker.open(opened, change);
    current = top;
  }
}
