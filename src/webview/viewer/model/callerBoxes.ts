/**
 * Graphs that go from callee to caller: the inverted graph of a whole profile, and the callers' half of a sandwich. They
 * are built a row at a time, and what is too narrow to be seen is not followed upwards: an inverted tree has a path for
 * every stack, hundreds of millions of nodes, of which a screen shows thousands.
 */
import { BoxRows, graphTicks, type Boxes } from './boxes.ts';
import { sumOf } from './nodeWeights.ts';
import { noNode, type CallTree, type NodeWeights } from './threadProfile.ts';

/** No screen has more pixels side by side; narrower boxes come in sight with the sandwich of the function below them. */
export const leastShownShare = 1 / 16384;

/** Functions at the top of the stack, below each of them who called it. */
export function invertedBoxes(tree: CallTree, { self }: NodeWeights): Boxes {
  const tops = new Int32Array(self.length);
  let count = 0;
  for (let node = 0; node < self.length; node++) if (self[node]! > 0) tops[count++] = node;
  return callerBoxes(tree, tops.subarray(0, count), self, sumOf(self));
}

/** The paths that a box stands for: where each of them began, and how far up it has come. */
interface Paths {
  readonly startOf: Int32Array;
  readonly at: Int32Array;
}

/** A box whose callers are still to be found: paths `from` to `until` of the level. */
interface OpenBox {
  readonly left: number;
  readonly right: number;
  readonly from: number;
  readonly until: number;
}

/** From these nodes upwards, each as wide as its weight. `nodeOfBox` is one of the nodes that the box stands for. */
export function callerBoxes(tree: CallTree, starts: Int32Array, weightOfNode: Float64Array, whole: number): Boxes {
  const weightPerTick = whole > 0 ? whole / graphTicks : 1;
  const rows = new BoxRows();
  const caller = new CallerGroups(tree, weightOfNode, whole * leastShownShare);
  let level: Paths = { startOf: starts, at: starts };
  let open: OpenBox[] = [{ left: 0, right: graphTicks, from: 0, until: starts.length }];
  while (open.length > 0) {
    const above: Paths = { startOf: new Int32Array(level.at.length), at: new Int32Array(level.at.length) };
    const next: OpenBox[] = [];
    let filled = 0;
    for (const box of open) {
      let before = 0;
      let left = box.left;
      for (const frame of caller.find(level, box.from, box.until)) {
        before += caller.weightOf(frame);
        const right = Math.min(box.right, box.left + Math.round(before / weightPerTick));
        const from = filled;
        filled += caller.sizeOf(frame);
        next.push({ left, right, from, until: filled });
        rows.add(left, right, frame, caller.moveUp(frame, from));
        left = right;
      }
      caller.passUp(level, box.from, box.until, above);
    }
    if (!rows.endRow()) break;
    level = above;
    open = next;
  }
  return rows.finish(whole, weightPerTick);
}

/** Paths of one box by the frame that they have come to. Columns by frame, which are cleared after each box. */
class CallerGroups {
  readonly #tree: CallTree;
  readonly #weightOfNode: Float64Array;
  readonly #leastWeight: number;
  readonly #isRoot: Uint8Array;
  readonly #weight: Float64Array;
  readonly #size: Int32Array;
  readonly #firstNode: Int32Array;
  /** Where the next path of the frame goes to; `noNode` for frames that are too narrow. */
  readonly #target: Int32Array;
  /** Frames of the box in hand. */
  #found: readonly number[] = [];

  constructor(tree: CallTree, weightOfNode: Float64Array, leastWeight: number) {
    this.#tree = tree;
    this.#weightOfNode = weightOfNode;
    this.#leastWeight = leastWeight;
    this.#isRoot = Uint8Array.from(tree.frames, ({ role }) => (role === 'root' ? 1 : 0));
    this.#weight = new Float64Array(tree.frames.length);
    this.#size = new Int32Array(tree.frames.length);
    this.#firstNode = new Int32Array(tree.frames.length);
    this.#target = new Int32Array(tree.frames.length).fill(noNode);
  }

  /** Frames that are wide enough, heaviest first. */
  find({ startOf, at }: Paths, from: number, until: number): number[] {
    const { frameOfNode } = this.#tree;
    const found: number[] = [];
    this.#found = found;
    for (let path = from; path < until; path++) {
      const node = at[path]!;
      if (node === noNode) continue;
      const frame = frameOfNode[node]!;
      if (this.#isRoot[frame] === 1) continue;
      if (this.#size[frame] === 0) {
        found.push(frame);
        this.#weight[frame] = 0;
        this.#firstNode[frame] = node;
      }
      this.#size[frame]!++;
      this.#weight[frame]! += this.#weightOfNode[startOf[path]!]!;
    }
    const wide: number[] = [];
    for (const frame of found) {
      if (this.#weight[frame]! > 0 && this.#weight[frame]! >= this.#leastWeight) wide.push(frame);
      else this.#size[frame] = 0;
    }
    return wide.sort((a, b) => this.#weight[b]! - this.#weight[a]! || a - b);
  }

  weightOf(frame: number): number {
    return this.#weight[frame]!;
  }

  sizeOf(frame: number): number {
    return this.#size[frame]!;
  }

  /** Its paths are to go on from this row of the next level; gives a node of the frame. */
  moveUp(frame: number, target: number): number {
    this.#target[frame] = target;
    return this.#firstNode[frame]!;
  }

  /** Puts the paths of all frames that moved up where they are to go, each a caller further. */
  passUp({ startOf, at }: Paths, from: number, until: number, above: Paths): void {
    const { frameOfNode, parentOfNode } = this.#tree;
    for (let path = from; path < until; path++) {
      const node = at[path]!;
      if (node === noNode) continue;
      const frame = frameOfNode[node]!;
      if (this.#size[frame] === 0 || this.#target[frame] === noNode) continue;
      const target = this.#target[frame]!++;
      above.startOf[target] = startOf[path]!;
      above.at[target] = parentOfNode[node]!;
    }
    for (const frame of this.#found) {
      this.#size[frame] = 0;
      this.#target[frame] = noNode;
    }
  }
}
