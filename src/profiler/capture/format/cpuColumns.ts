/**
 * A CPU profile as typed columns: what the analysis and the flame chart work on. Times are absolute microseconds of the
 * profile's own clock. Start attribution: a sample holds from its own time to that of the next one, the last to the end
 * of the profile; the time before the first sample belongs to nobody.
 */
import { noCpuProfileInside } from '../../errors.ts';

/** A function as the profile names it. Lines and columns count from 0; -1 means unknown. */
export interface Frame {
  readonly name: string;
  readonly scriptId: string;
  readonly url: string;
  readonly line: number;
  readonly column: number;
}

export interface CpuColumns {
  /** Never after the first sample. */
  readonly startMicros: number;
  /** Never before the last sample. */
  readonly endMicros: number;
  /** Each once; functions of the same name, script, url and position are one frame. */
  readonly frames: readonly Frame[];
  /** Always smaller than the node's own row, so one loop backwards visits children before parents; -1 at a root. */
  readonly parentOfNode: Int32Array;
  readonly frameOfNode: Int32Array;
  readonly depthOfNode: Int32Array;
  /** As the file says. Neither time nor number of samples: of use only where samples are missing. */
  readonly hitsOfNode: Float64Array;
  /** Sorted by time. -1 where the file names a node that it does not hold. */
  readonly nodeOfSample: Int32Array;
  readonly timeOfSample: Float64Array;
  /** Ticks by source line (1-based), one row per node and line as the file has them; lines may repeat for one node. */
  readonly nodeOfTick: Int32Array;
  readonly lineOfTick: Int32Array;
  readonly countOfTick: Float64Array;
}

/** Where a sample ends: where the next one starts. */
export const endOfSample = (columns: CpuColumns, sample: number): number =>
  sample + 1 < columns.timeOfSample.length ? (columns.timeOfSample[sample + 1] as number) : columns.endMicros;

/** What a reader of one file format has to find; order and completeness are not asked for. */
export interface CpuProfileParts {
  readonly frames: readonly Frame[];
  readonly frameOfNode: Int32Array;
  /** Row of the parent in any order; -1 at a root. */
  readonly parentOfNode: Int32Array;
  readonly hitsOfNode: Float64Array;
  /** Rows of nodes in any order of time; -1 for unknown. */
  readonly nodeOfSample: Int32Array;
  readonly timeOfSample: Float64Array;
  readonly nodeOfTick: ArrayLike<number>;
  readonly lineOfTick: ArrayLike<number>;
  readonly countOfTick: ArrayLike<number>;
  readonly startMicros: number;
  readonly endMicros: number;
}

/** Puts parents before children and samples in order of time. The columns handed in are used up: they may become the result. */
export function buildCpuColumns(parts: CpuProfileParts): CpuColumns {
  if (parts.frameOfNode.length === 0) throw noCpuProfileInside('its list of nodes is empty');
  const rowOf = parentsComeFirst(parts.parentOfNode) ? null : rowsParentsFirst(parts.parentOfNode);
  const { parentOfNode, frameOfNode, hitsOfNode } = rowOf === null ? parts : moveNodes(parts, rowOf);
  const depthOfNode = depthsOf(parentOfNode);
  const order = orderByTime(parts.timeOfSample);
  const timeOfSample =
    order === null ? parts.timeOfSample : pick(parts.timeOfSample, order, new Float64Array(order.length));
  const samples = order === null ? parts.nodeOfSample : pick(parts.nodeOfSample, order, new Int32Array(order.length));
  const nodeOfTick = asInt32(parts.nodeOfTick);
  if (rowOf !== null) for (const nodes of [samples, nodeOfTick]) renumber(nodes, rowOf);
  const last = timeOfSample.length > 0 ? (timeOfSample[timeOfSample.length - 1] as number) : parts.startMicros;
  return {
    startMicros: Math.min(parts.startMicros, timeOfSample[0] ?? parts.startMicros),
    endMicros: Math.max(parts.endMicros, last, parts.startMicros),
    frames: parts.frames,
    parentOfNode,
    frameOfNode,
    depthOfNode,
    hitsOfNode,
    nodeOfSample: samples,
    timeOfSample,
    nodeOfTick,
    lineOfTick: asInt32(parts.lineOfTick),
    countOfTick: parts.countOfTick instanceof Float64Array ? parts.countOfTick : Float64Array.from(parts.countOfTick),
  };
}

const asInt32 = (column: ArrayLike<number>) => (column instanceof Int32Array ? column : Int32Array.from(column));

/** As V8 writes them. */
function parentsComeFirst(parentOfNode: Int32Array): boolean {
  for (let node = 0; node < parentOfNode.length; node++) if ((parentOfNode[node] as number) >= node) return false;
  return true;
}

function renumber(nodes: Int32Array, rowOf: Int32Array): void {
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as number;
    if (node >= 0) nodes[i] = rowOf[node] as number;
  }
}

/**
 * New row of each node so that parents come first, for other writers than V8.
 * Nodes in a circle, or whose parent is itself, become roots.
 */
function rowsParentsFirst(parentOfNode: Int32Array): Int32Array {
  const count = parentOfNode.length;
  const rowOf = new Int32Array(count).fill(-1);
  let next = 0;
  const path: number[] = [];
  const onPath = new Uint8Array(count);
  for (let node = 0; node < count; node++) {
    let at = node;
    while (at >= 0 && rowOf[at] === -1 && onPath[at] === 0) {
      onPath[at] = 1;
      path.push(at);
      at = parentOfNode[at] as number;
    }
    while (path.length > 0) {
      const done = path.pop() as number;
      onPath[done] = 0;
      rowOf[done] = next++;
    }
  }
  return rowOf;
}

function moveNodes(parts: CpuProfileParts, rowOf: Int32Array) {
  const count = rowOf.length;
  const parentOfNode = new Int32Array(count).fill(-1);
  const frameOfNode = new Int32Array(count);
  const hitsOfNode = new Float64Array(count);
  for (let node = 0; node < count; node++) {
    const row = rowOf[node] as number;
    const parent = parts.parentOfNode[node] as number;
    const parentRow = parent < 0 ? -1 : (rowOf[parent] as number);
    parentOfNode[row] = parentRow < row ? parentRow : -1; // a larger row closes a circle
    frameOfNode[row] = parts.frameOfNode[node] as number;
    hitsOfNode[row] = parts.hitsOfNode[node] as number;
  }
  return { parentOfNode, frameOfNode, hitsOfNode };
}

function depthsOf(parentOfNode: Int32Array): Int32Array {
  const depthOfNode = new Int32Array(parentOfNode.length);
  for (let row = 0; row < parentOfNode.length; row++) {
    const parent = parentOfNode[row] as number;
    depthOfNode[row] = parent < 0 ? 0 : (depthOfNode[parent] as number) + 1;
  }
  return depthOfNode;
}

/** Null when in order already, which is the rule: about one delta in 5,000 is negative in the files that have any. */
function orderByTime(times: Float64Array): Uint32Array | null {
  let sorted = true;
  for (let i = 1; i < times.length && sorted; i++) sorted = (times[i] as number) >= (times[i - 1] as number);
  if (sorted) return null;
  const order = Uint32Array.from(times, (_, i) => i);
  return order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
}

function pick<T extends Int32Array | Float64Array>(from: T, order: Uint32Array, into: T): T {
  for (let i = 0; i < order.length; i++) into[i] = from[order[i] as number] as number;
  return into;
}
