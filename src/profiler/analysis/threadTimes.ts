/** Self, total and blocked time of one thread, by function. */
import { endOfSample } from '../capture/format/cpuColumns.ts';
import { selfTimes } from '../capture/format/selfTimes.ts';
import type { BlockedOfSample } from './blockedTime.ts';
import type { FunctionInfo } from './describeFrames.ts';
import { functionOfNode, type SampledThread } from './threadRuns.ts';

/** Microseconds. */
export interface FunctionTimes {
  readonly info: FunctionInfo;
  /** Computing, that is without blocked time. */
  self: number;
  /** Each stack counts once, however often the function recurs in it. */
  total: number;
  blocked: number;
  /** Nodes of this function in the thread's call tree. */
  readonly nodes: number[];
  /** Whether any of them stands below another. */
  recursive: boolean;
}

export interface ThreadTimes {
  readonly functions: readonly FunctionTimes[];
  /** By node. */
  readonly computingOfNode: Float64Array;
}

export function measureFunctions(thread: SampledThread, blockedOfSample: BlockedOfSample): ThreadTimes {
  const { columns } = thread;
  const blockedOfNode = new Float64Array(columns.frameOfNode.length);
  columns.nodeOfSample.forEach((node, sample) => {
    if (node >= 0) blockedOfNode[node] = (blockedOfNode[node] as number) + (blockedOfSample[sample] as number);
  });
  const computingOfNode = selfTimes(columns).map((time, node) =>
    thread.isProfilers[node] === 1 ? 0 : Math.max(0, time - (blockedOfNode[node] as number)),
  );
  const interrupting = interruptions(thread);
  const subtreeOfNode = addUp(
    computingOfNode.map((time, node) => time + (interrupting[node] as number)),
    columns.parentOfNode,
  );
  const recurs = recursions(thread);
  const byKey = new Map<string, FunctionTimes>();
  for (let node = 0; node < computingOfNode.length; node++) {
    const info = functionOfNode(thread, node);
    let times = byKey.get(info.key);
    if (!times) byKey.set(info.key, (times = { info, self: 0, total: 0, blocked: 0, nodes: [], recursive: false }));
    times.self += computingOfNode[node] as number;
    times.blocked += blockedOfNode[node] as number;
    if (recurs[node] === 0) times.total += subtreeOfNode[node] as number;
    else times.recursive = true;
    times.nodes.push(node);
  }
  return { functions: [...byKey.values()], computingOfNode };
}

/**
 * The collector and the `(program)` have no stack of their own: they interrupt the one before them, and belong to its
 * total time as a call would. Their self time stays their own. After idle there is nothing to interrupt.
 */
function interruptions(thread: SampledThread): Float64Array {
  const { columns } = thread;
  const time = new Float64Array(columns.frameOfNode.length);
  let interrupted = -1;
  columns.nodeOfSample.forEach((node, sample) => {
    const pseudo = node >= 0 ? functionOfNode(thread, node).pseudo : null;
    if (pseudo !== 'gc' && pseudo !== 'program') interrupted = pseudo === null ? node : -1;
    else if (interrupted >= 0) {
      const duration = endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
      time[interrupted] = (time[interrupted] as number) + duration;
    }
  });
  return time;
}

/** Parents come before children, so one loop backwards adds each subtree up. */
function addUp(selfOfNode: Float64Array, parentOfNode: Int32Array): Float64Array {
  const subtree = selfOfNode.slice();
  for (let node = subtree.length - 1; node > 0; node--) {
    const parent = parentOfNode[node] as number;
    if (parent >= 0) subtree[parent] = (subtree[parent] as number) + (subtree[node] as number);
  }
  return subtree;
}

/**
 * 1 at nodes whose function is on their stack already. One walk over the tree with a count of open calls per function:
 * linear also for stacks 30,000 deep, where looking up the parents of every node would be quadratic.
 */
function recursions(thread: SampledThread): Uint8Array {
  const { parentOfNode } = thread.columns;
  const count = parentOfNode.length;
  const idOfKey = new Map<string, number>();
  const idOfFrame = Int32Array.from(thread.functionOfFrame, ({ key }) => {
    const id = idOfKey.get(key) ?? idOfKey.size;
    idOfKey.set(key, id);
    return id;
  });
  const { firstChild, nextSibling, roots } = links(parentOfNode);
  const open = new Int32Array(idOfKey.size);
  const recurs = new Uint8Array(count);
  const functionOf = (node: number) => idOfFrame[thread.columns.frameOfNode[node] as number] as number;
  for (const root of roots) {
    let node = root;
    let entering = true;
    for (;;) {
      const id = functionOf(node);
      if (entering) {
        recurs[node] = (open[id] as number) > 0 ? 1 : 0;
        open[id] = (open[id] as number) + 1;
        const child = firstChild[node] as number;
        if (child >= 0) {
          node = child;
          continue;
        }
      }
      open[id] = (open[id] as number) - 1;
      if (node === root) break;
      const sibling = nextSibling[node] as number;
      entering = sibling >= 0;
      node = entering ? sibling : (parentOfNode[node] as number);
    }
  }
  return recurs;
}

function links(parentOfNode: Int32Array) {
  const firstChild = new Int32Array(parentOfNode.length).fill(-1);
  const nextSibling = new Int32Array(parentOfNode.length).fill(-1);
  const roots: number[] = [];
  for (let node = parentOfNode.length - 1; node >= 0; node--) {
    const parent = parentOfNode[node] as number;
    if (parent < 0) {
      roots.push(node);
      continue;
    }
    nextSibling[node] = firstChild[parent] as number;
    firstChild[parent] = node;
  }
  return { firstChild, nextSibling, roots };
}
