/**
 * Gives inlined functions their time back.
 *
 * When V8 inlines a small function into its caller, its samples are charged to the caller: a hot leaf vanishes from the
 * profile and the function that merely calls it looks hot (measured on Node 20 and 24: of 2.3 s in a distance function
 * called in a loop, 84 % stood under the loop). The line ticks still tell: V8 records the line inside the inlined
 * function. So the ticks of a node that stand on lines of one of its callees are moved to that callee, as a child of the
 * node.
 *
 * A tick is moved only when exactly one function can be meant: one that was seen being called (directly, or through
 * functions that may have been inlined with it) and whose source holds the line. Everything else stays where V8 put it.
 *
 * V8 keeps ticks by node, not by sample, so which of a node's samples move is not known; they are spread evenly over
 * them. Sums are exact to a sample, the place in time of a single inlined call is not.
 */
import type { CpuColumns, Frame } from './cpuColumns.ts';
import { innermostAt, type FunctionRange, type FunctionRanges } from './functionRanges.ts';

/** Calls through this many inlined functions in between are followed. Deeper nests are rare: V8 budgets inlining by size. */
const deepestInlining = 3;

export function unfoldInlined(columns: CpuColumns, ranges: FunctionRanges): CpuColumns {
  // Files from elsewhere come without ranges, and may be large.
  if (!columns.frames.some(({ url }) => ranges[url] !== undefined)) return columns;
  const { paths, hasMoved } = findMovedTicks(columns, ranges);
  if (paths.size === 0) return columns;
  const tree = new GrowingTree(columns);
  const nodeOfTick = columns.nodeOfTick.slice();
  /** Original node → what its samples are shared among, with the ticks of each. */
  const shares = new Map<number, Map<number, number>>();
  for (let row = 0; row < nodeOfTick.length; row++) {
    const node = columns.nodeOfTick[row]!;
    if (hasMoved[node] === 0) continue;
    const target = paths.get(row)?.reduce((parent, frame) => tree.child(parent, frame), node) ?? node;
    nodeOfTick[row] = target;
    let share = shares.get(node);
    if (share === undefined) shares.set(node, (share = new Map<number, number>()));
    share.set(target, (share.get(target) ?? 0) + columns.countOfTick[row]!);
  }
  return { ...columns, ...tree.columns(), nodeOfTick, nodeOfSample: spread(columns.nodeOfSample, shares) };
}

/** Rows of ticks that belong to a callee, with the frames down to it, and the nodes that lose some: few of all. */
function findMovedTicks(columns: CpuColumns, ranges: FunctionRanges) {
  const { nodeOfTick, lineOfTick, frameOfNode } = columns;
  const source = new SourceIndex(columns.frames, ranges);
  const callees = findCallees(columns);
  const paths = new Map<number, readonly number[]>();
  const hasMoved = new Uint8Array(frameOfNode.length);
  for (let row = 0; row < nodeOfTick.length; row++) {
    const node = nodeOfTick[row]!;
    const path = source.ownerOf(lineOfTick[row]!, frameOfNode[node]!, callees);
    if (path === null) continue;
    paths.set(row, path);
    hasMoved[node] = 1;
  }
  return { paths, hasMoved };
}

/** Which line belongs to which function, asked many times for the same few lines. */
class SourceIndex {
  readonly #frames: readonly Frame[];
  readonly #ranges: FunctionRanges;
  readonly #own: (FunctionRange | 'top level' | null)[];
  /** Caller → line → its answer. */
  readonly #owners = new Map<number, Map<number, readonly number[] | null>>();

  constructor(frames: readonly Frame[], ranges: FunctionRanges) {
    this.#frames = frames;
    this.#ranges = ranges;
    this.#own = frames.map((frame) => this.#rangeOf(frame));
  }

  /** Frames from the caller (exclusive) down to the function that the line belongs to; null: leave it with the caller. */
  ownerOf(line: number, caller: number, callees: Callees): readonly number[] | null {
    if (this.#own[caller] === null) return null;
    let owners = this.#owners.get(caller);
    if (owners === undefined) this.#owners.set(caller, (owners = new Map<number, readonly number[] | null>()));
    let owner = owners.get(line);
    if (owner === undefined) owners.set(line, (owner = this.#findOwner(line, caller, callees)));
    return owner;
  }

  #findOwner(line: number, caller: number, callees: Callees): readonly number[] | null {
    const own = this.#own[caller]!;
    const insideCaller = own === 'top level' || (own.startLine <= line && line <= own.endLine);
    const candidates = pathsFrom(caller, callees).filter((path) => this.#holds(path[path.length - 1]!, line, caller));
    // Of nested functions of one file the innermost has the line; functions of two files cannot be told apart.
    const files = new Set(candidates.map((path) => this.#frames[path[path.length - 1]!]!.url));
    if (insideCaller) files.add(this.#frames[caller]!.url);
    if (files.size !== 1 || candidates.length === 0) return null;
    return candidates.reduce((best, path) => (this.#size(path) < this.#size(best) ? path : best));
  }

  #holds(callee: number, line: number, caller: number): boolean {
    const range = this.#own[callee];
    if (range === null || range === undefined || range === 'top level') return false;
    // Where the callee is written inside the caller, its first line is the caller's line as well.
    const first = this.#encloses(caller, callee) ? range.startLine + 1 : range.startLine;
    return first <= line && line <= range.endLine;
  }

  #encloses(outer: number, inner: number): boolean {
    if (this.#frames[outer]!.url !== this.#frames[inner]!.url) return false;
    const outerRange = this.#own[outer];
    const innerRange = this.#own[inner] as FunctionRange;
    if (outerRange === 'top level') return true;
    return outerRange!.startLine <= innerRange.startLine && innerRange.endLine <= outerRange!.endLine;
  }

  #size(path: readonly number[]): number {
    const { startLine, endLine } = this.#own[path[path.length - 1]!] as FunctionRange;
    return endLine - startLine;
  }

  #rangeOf(frame: Frame): FunctionRange | 'top level' | null {
    const functions = this.#ranges[frame.url];
    if (functions === undefined || frame.line < 0) return null;
    return functions[innermostAt(functions, frame.line + 1, frame.column)] ?? 'top level';
  }
}

/** Frame → frames seen directly below it, anywhere in the profile. */
type Callees = ReadonlyMap<number, ReadonlySet<number>>;

function findCallees({ parentOfNode, frameOfNode }: CpuColumns): Callees {
  const callees = new Map<number, Set<number>>();
  parentOfNode.forEach((parent, node) => {
    if (parent < 0) return;
    const caller = frameOfNode[parent] as number;
    const found = callees.get(caller) ?? new Set<number>();
    callees.set(caller, found.add(frameOfNode[node] as number));
  });
  return callees;
}

/** Shortest call path to each function within reach, without the caller itself. */
function pathsFrom(caller: number, callees: Callees): number[][] {
  const seen = new Set([caller]);
  const paths: number[][] = [];
  let reached: number[][] = [[]];
  for (let depth = 0; depth < deepestInlining; depth++) {
    const next: number[][] = [];
    for (const path of reached) {
      for (const callee of callees.get(path[path.length - 1] ?? caller) ?? []) {
        if (seen.has(callee)) continue;
        seen.add(callee);
        next.push([...path, callee]);
      }
    }
    paths.push(...next);
    reached = next;
  }
  return paths;
}

/** The call tree with room for new children, which come after all nodes that were there. */
class GrowingTree {
  readonly #columns: CpuColumns;
  readonly #parents: number[] = [];
  readonly #frames: number[] = [];
  readonly #depths: number[] = [];
  /** By parent and frame; made when first needed, because most profiles need none. */
  #children: Map<string, number> | undefined;

  constructor(columns: CpuColumns) {
    this.#columns = columns;
  }

  /** The parent's child of that frame; made when there is none. */
  child(parent: number, frame: number): number {
    this.#children ??= this.#indexChildren();
    const key = `${parent}:${frame}`;
    let node = this.#children.get(key);
    if (node === undefined) {
      node = this.#columns.parentOfNode.length + this.#parents.push(parent) - 1;
      this.#frames.push(frame);
      this.#depths.push(this.#depthOf(parent) + 1);
      this.#children.set(key, node);
    }
    return node;
  }

  columns() {
    const { parentOfNode, frameOfNode, depthOfNode, hitsOfNode } = this.#columns;
    const hits = new Float64Array(hitsOfNode.length + this.#parents.length);
    hits.set(hitsOfNode);
    return {
      parentOfNode: extended(parentOfNode, this.#parents),
      frameOfNode: extended(frameOfNode, this.#frames),
      depthOfNode: extended(depthOfNode, this.#depths),
      hitsOfNode: hits,
    };
  }

  #depthOf(node: number): number {
    const before = this.#columns.depthOfNode;
    return node < before.length ? before[node]! : this.#depths[node - before.length]!;
  }

  #indexChildren(): Map<string, number> {
    const { parentOfNode, frameOfNode } = this.#columns;
    const children = new Map<string, number>();
    parentOfNode.forEach((parent, node) => children.set(`${parent}:${frameOfNode[node]!}`, node));
    return children;
  }
}

function extended(before: Int32Array, added: readonly number[]): Int32Array {
  const all = new Int32Array(before.length + added.length);
  all.set(before);
  all.set(added, before.length);
  return all;
}

/** Hands the samples of each node out in proportion: always to whom most is owed. */
function spread(nodeOfSample: Int32Array, shares: ReadonlyMap<number, ReadonlyMap<number, number>>): Int32Array {
  const plans = new Map<number, { targets: number[]; rates: number[]; owed: number[] }>();
  for (const [node, share] of shares) {
    const ticks = [...share.values()].reduce((sum, count) => sum + count, 0);
    plans.set(node, {
      targets: [...share.keys()],
      rates: [...share.values()].map((count) => count / ticks),
      owed: [...share.values()].map(() => 0),
    });
  }
  return nodeOfSample.map((node) => {
    const plan = plans.get(node);
    if (!plan) return node;
    let most = 0;
    plan.rates.forEach((rate, target) => {
      plan.owed[target]! += rate;
      if (plan.owed[target]! > plan.owed[most]!) most = target;
    });
    plan.owed[most]! -= 1;
    return plan.targets[most]!;
  });
}
