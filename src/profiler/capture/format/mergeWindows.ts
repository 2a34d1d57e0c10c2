/**
 * Joins the CPU windows of one thread into one standard profile. The recorder starts each window about 0.1 ms before it
 * ends the one before, so nothing is lost, a few samples are there twice, and node ids start again at 1.
 */
import type { CallFrame, CpuProfile, CpuProfileNode } from './profiles.ts';

export interface Merged {
  readonly profile: CpuProfile;
  /** Stretches without a window, because one was lost: V8 was sampling, but the samples never reached the disk. */
  readonly gaps: readonly { readonly fromMicros: number; readonly toMicros: number }[];
}

// Longer than any pause between two windows that belong together (0.2 ms), far shorter than a lost window (1 s).
const smallestGapMicros = 50_000;

/** Windows in order of time; null when there is none. Time is linear in nodes and samples; stacks may be of any depth. */
export function mergeWindows(windows: Iterable<CpuProfile>): Merged | null {
  const tree = new MergedTree();
  const samples: number[] = [];
  const times: number[] = [];
  const gaps: { fromMicros: number; toMicros: number }[] = [];
  let startTime: number | null = null;
  let endTime = -Infinity;

  for (const window of windows) {
    const idOf = tree.add(window);
    const firstWindow = startTime === null;
    startTime ??= window.startTime;
    if (!firstWindow && window.startTime - endTime > smallestGapMicros) {
      gaps.push({ fromMicros: endTime, toMicros: window.startTime });
      // The root stands for "not known"; without it the last function before the gap would be charged with it.
      samples.push(rootId);
      times.push(endTime);
    }
    for (const [at, node] of samplesInOrder(window)) {
      const id = idOf.get(node);
      if (id === undefined) continue;
      if (!firstWindow && at <= endTime) {
        tree.takeBackHit(id); // Counted by the window before as well.
        continue;
      }
      samples.push(id);
      times.push(at);
    }
    endTime = Math.max(endTime, window.endTime, times.at(-1) ?? -Infinity);
  }
  if (startTime === null) return null;
  return { profile: { nodes: tree.nodes(), startTime, endTime, samples, timeDeltas: deltas(times, startTime) }, gaps };
}

const rootId = 1;

function deltas(times: readonly number[], startTime: number): number[] {
  let before = startTime;
  return times.map((at) => {
    const delta = at - before;
    before = at;
    return delta;
  });
}

/** Pairs of time and node. V8 itself now and then notes a sample late, which shows as a negative delta. */
function samplesInOrder(window: CpuProfile): [at: number, node: number][] {
  const nodes = window.samples ?? [];
  const timeDeltas = window.timeDeltas ?? [];
  const count = Math.min(nodes.length, timeDeltas.length);
  const pairs: [number, number][] = [];
  let at = window.startTime;
  let sorted = true;
  for (let index = 0; index < count; index++) {
    const delta = timeDeltas[index]!;
    sorted &&= delta >= 0;
    at += delta;
    pairs.push([at, nodes[index]!]);
  }
  return sorted ? pairs : pairs.sort((one, other) => one[0] - other[0]);
}

interface MergedNode {
  readonly callFrame: CallFrame;
  readonly children: number[];
  readonly ticks: Map<number, number>;
  hitCount: number;
  deoptReason: string | undefined;
}

class MergedTree {
  /** Row n has id n + 1. */
  readonly #nodes: MergedNode[] = [];
  readonly #frames = new Map<string, number>();
  /** By parent's id and frame. */
  readonly #ids = new Map<number, number>();

  /** Takes in the nodes of a window; gives the merged id for each of its own. */
  add(window: CpuProfile): Map<number, number> {
    const idOf = new Map<number, number>();
    for (const { node, parent } of parentsFirst(window.nodes)) {
      const id = this.#idFor(parent === null ? 0 : idOf.get(parent)!, node.callFrame);
      idOf.set(node.id, id);
      const merged = this.#nodes[id - 1]!;
      merged.hitCount += node.hitCount ?? 0;
      merged.deoptReason ??= node.deoptReason;
      for (const { line, ticks } of node.positionTicks ?? []) {
        merged.ticks.set(line, (merged.ticks.get(line) ?? 0) + ticks);
      }
    }
    return idOf;
  }

  takeBackHit(id: number): void {
    const node = this.#nodes[id - 1]!;
    if (node.hitCount > 0) node.hitCount--;
  }

  nodes(): CpuProfileNode[] {
    return this.#nodes.map((node, row) => ({
      id: row + 1,
      callFrame: node.callFrame,
      hitCount: node.hitCount,
      children: node.children,
      ...(node.ticks.size > 0 && { positionTicks: sortedTicks(node.ticks) }),
      ...(node.deoptReason !== undefined && { deoptReason: node.deoptReason }),
    }));
  }

  #idFor(parentId: number, callFrame: CallFrame): number {
    // Roots of all windows are one, whatever they are called.
    if (parentId === 0 && this.#nodes.length > 0) return rootId;
    // One number as the key: 2^21 frames and 2^32 nodes fit into the 53 bits of a safe integer.
    const key = parentId * 2 ** 21 + this.#frameIndex(callFrame);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.#nodes.push({
      callFrame,
      children: [],
      ticks: new Map(),
      hitCount: 0,
      deoptReason: undefined,
    });
    this.#ids.set(key, id);
    if (parentId > 0) this.#nodes[parentId - 1]!.children.push(id);
    return id;
  }

  #frameIndex(frame: CallFrame): number {
    const key = `${frame.scriptId}:${frame.lineNumber}:${frame.columnNumber}:${frame.functionName}\n${frame.url}`;
    const known = this.#frames.get(key);
    if (known !== undefined) return known;
    this.#frames.set(key, this.#frames.size);
    return this.#frames.size - 1;
  }
}

function sortedTicks(ticks: ReadonlyMap<number, number>): { line: number; ticks: number }[] {
  return [...ticks].map(([line, count]) => ({ line, ticks: count })).sort((one, other) => one.line - other.line);
}

interface Placed {
  readonly node: CpuProfileNode;
  /** Id within the window; null for its root. */
  readonly parent: number | null;
}

/** Every node that hangs on the root, each after its parent, whichever of `children` and `parent` the file uses. */
function parentsFirst(nodes: readonly CpuProfileNode[]): Placed[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const childrenOf = new Map<number, number[]>();
  const hasParent = new Set<number>();
  const link = (parent: number, child: number) => {
    if (hasParent.has(child) || !byId.has(child) || !byId.has(parent)) return;
    hasParent.add(child);
    const siblings = childrenOf.get(parent);
    if (siblings) siblings.push(child);
    else childrenOf.set(parent, [child]);
  };
  for (const node of nodes) {
    for (const child of node.children ?? []) link(node.id, child);
    if (node.parent !== undefined) link(node.parent, node.id);
  }
  const root = nodes.find((node) => !hasParent.has(node.id));
  const placed: Placed[] = root ? [{ node: root, parent: null }] : [];
  // Grows while it is read: breadth first, no recursion.
  for (let index = 0; index < placed.length; index++) {
    const { node } = placed[index]!;
    for (const child of childrenOf.get(node.id) ?? []) placed.push({ node: byId.get(child)!, parent: node.id });
  }
  return placed;
}
