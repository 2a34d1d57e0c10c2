/** Two call trees in one: what both have is one node, what one has stays. */
import { moveWeights, type MappedTree } from '../mapping.ts';
import { withTotals } from '../nodeWeights.ts';
import { noNode, type CallTree, type NodeWeights } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';
import { matchFrames } from './matchFrames.ts';

export interface UnionTree {
  readonly tree: CallTree;
  /** Node of a side's tree → node of the union. */
  readonly ofBefore: MappedTree;
  readonly ofAfter: MappedTree;
}

export function unionTree(before: CallTree, after: CallTree): UnionTree {
  const matched = matchFrames(before.frames, after.frames);
  const builder = new TreeBuilder(Math.max(before.parentOfNode.length, after.parentOfNode.length));
  const newOfAfter = add(builder, after, matched.ofAfter);
  const newOfBefore = add(builder, before, matched.ofBefore);
  const tree = builder.finish(matched.frames);
  return { tree, ofBefore: { tree, newOfOld: newOfBefore }, ofAfter: { tree, newOfOld: newOfAfter } };
}

function add(builder: TreeBuilder, { parentOfNode, frameOfNode }: CallTree, rowOfFrame: Int32Array): Int32Array {
  const newOfOld = new Int32Array(parentOfNode.length);
  for (let node = 0; node < newOfOld.length; node++) {
    const parent = parentOfNode[node]!;
    newOfOld[node] = builder.child(parent === noNode ? noNode : newOfOld[parent]!, rowOfFrame[frameOfNode[node]!]!);
  }
  return newOfOld;
}

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
  readonly durationMicros: number;
}

export interface TreeDifference {
  readonly union: UnionTree;
  /** Scaled, by node of the union. Counts are as recorded. */
  readonly before: NodeWeights;
  readonly after: NodeWeights;
  /** What the weights of the earlier profile were multiplied by. */
  readonly scaleOfBefore: number;
  /** Widths of the graph: nothing of either side is missing from them. */
  readonly widths: NodeWeights;
}

export function compareTrees(before: ComparedSide, after: ComparedSide, normalisation: Normalisation): TreeDifference {
  const union = unionTree(before.tree, after.tree);
  const scaleOfBefore = scale(before, after, normalisation);
  const plain = moveWeights(union.ofBefore, before.weights);
  const scaled = withTotals(
    union.tree,
    plain.self.map((weight) => weight * scaleOfBefore),
    plain.count,
  );
  const later = moveWeights(union.ofAfter, after.weights);
  return { union, before: scaled, after: later, scaleOfBefore, widths: widest(union.tree, scaled, later) };
}

function widest(tree: CallTree, before: NodeWeights, after: NodeWeights): NodeWeights {
  const larger = (a: Float64Array, b: Float64Array) => a.map((weight, node) => Math.max(weight, b[node]!));
  return withTotals(tree, larger(before.self, after.self), larger(before.count, after.count));
}

function scale(before: ComparedSide, after: ComparedSide, normalisation: Normalisation): number {
  const ratio = (a: number, b: number) => (a > 0 && b > 0 ? b / a : 1);
  const all = ({ weights }: ComparedSide) => weights.self.reduce((sum, weight) => sum + weight, 0);
  switch (normalisation) {
    case 'absolute':
      return 1;
    case 'time':
      return ratio(before.durationMicros, after.durationMicros);
    case 'samples':
      return ratio(all(before), all(after));
  }
}
