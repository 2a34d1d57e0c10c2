/** Two profiles on one tree, made comparable. */
import { compose, moveWeights, type MappedTree } from '../mapping.ts';
import { sumOf, withTotals } from '../nodeWeights.ts';
import { onceFor } from '../onceFor.ts';
import type { CallTree, NodeWeights, WeightUnit } from '../threadProfile.ts';
import { transformTree, type Transform } from '../transforms.ts';
import { unionTree, type UnionTree } from './unionTree.ts';

/**
 * - `absolute`: as recorded.
 * - `time`: as if both had been recorded for as long as the later one.
 * - `samples`: as if both had weighed the same; shows what takes a larger share.
 */
export type Normalisation = 'absolute' | 'time' | 'samples';

/** A side of a comparison: its tree after transforms, its weights, and how long that was recorded. */
export interface ComparedSide {
  readonly tree: CallTree;
  readonly weights: NodeWeights;
  /** Of the range that the weights are of; 0 for heap profiles, which have no time. */
  readonly durationMicros: number;
  readonly unit: WeightUnit;
}

/** How the widths of the graph come from the two sides; neither leaves out what only one of them has. */
export type UnionWidth = 'larger' | 'sum';

export interface TreeDifference {
  /** After the transforms. */
  readonly union: UnionTree;
  /** From the tree of both as recorded to that of `union`. */
  readonly mapped: MappedTree;
  readonly unit: WeightUnit;
  /** By node of the union; weights and counts of the earlier profile are scaled. */
  readonly before: NodeWeights;
  readonly after: NodeWeights;
  /** What the earlier profile was multiplied by. */
  readonly scaleOfBefore: number;
}

/** Transforms change the tree of both, so that they mean the same functions on either side. */
export function compareTrees(
  before: ComparedSide,
  after: ComparedSide,
  normalisation: Normalisation,
  transforms: readonly Transform[] = [],
): TreeDifference {
  const joined = uniteOnce(before.tree, after.tree);
  const mapped = transformTree(joined.tree, transforms);
  const union: UnionTree =
    transforms.length === 0
      ? joined
      : { tree: mapped.tree, ofBefore: compose(joined.ofBefore, mapped), ofAfter: compose(joined.ofAfter, mapped) };
  const scaleOfBefore = scaleFor(before, after, normalisation);
  const { self, count } = moveWeights(union.ofBefore, before.weights);
  return {
    union,
    mapped,
    unit: after.unit,
    before: withTotals(union.tree, scaled(self, scaleOfBefore), scaled(count, scaleOfBefore)),
    after: moveWeights(union.ofAfter, after.weights),
    scaleOfBefore,
  };
}

const unionsOf = onceFor((_before: CallTree) => new WeakMap<CallTree, UnionTree>());

function uniteOnce(before: CallTree, after: CallTree): UnionTree {
  const known = unionsOf(before);
  let union = known.get(after);
  if (union === undefined) known.set(after, (union = unionTree(before, after)));
  return union;
}

/** For the boxes of the difference graph. */
export function unionWidths({ union, before, after }: TreeDifference, width: UnionWidth): NodeWeights {
  const join = (a: Float64Array, b: Float64Array) => {
    const joined = new Float64Array(a.length);
    for (let node = 0; node < joined.length; node++)
      joined[node] = width === 'sum' ? a[node]! + b[node]! : Math.max(a[node]!, b[node]!);
    return joined;
  };
  return withTotals(union.tree, join(before.self, after.self), join(before.count, after.count));
}

function scaled(column: Float64Array, factor: number): Float64Array {
  for (let at = 0; at < column.length; at++) column[at]! *= factor;
  return column;
}

/** 1 where a side has nothing to be compared by. */
function scaleFor(before: ComparedSide, after: ComparedSide, normalisation: Normalisation): number {
  const ratio = (earlier: number, later: number) => (earlier > 0 && later > 0 ? later / earlier : 1);
  switch (normalisation) {
    case 'absolute':
      return 1;
    case 'time':
      return ratio(before.durationMicros, after.durationMicros);
    case 'samples':
      return ratio(sumOf(before.weights.self), sumOf(after.weights.self));
  }
}
