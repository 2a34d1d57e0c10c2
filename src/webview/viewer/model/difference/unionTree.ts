/** Two call trees in one: what both have is one node, what one has stays. */
import type { MappedTree } from '../mapping.ts';
import { noNode, type CallTree } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';
import { addCallees, hasDistinctCallees } from './addCallees.ts';
import { matchFrames, type MatchedFrames } from './matchFrames.ts';

export interface UnionTree {
  readonly tree: CallTree;
  /** Node of a side's tree → node of the union. */
  readonly ofBefore: MappedTree;
  readonly ofAfter: MappedTree;
}

export function unionTree(before: CallTree, after: CallTree): UnionTree {
  const matched = matchFrames(before.frames, after.frames);
  // As transforms leave them; then nothing has to be looked up by parent and frame, which takes twice the time.
  const isPlain = hasDistinctCallees(before) && hasDistinctCallees(after);
  const { tree, newOfBefore, newOfAfter } = isPlain
    ? addCallees(before, after, matched)
    : buildAnew(before, after, matched);
  return { tree, ofBefore: { tree, newOfOld: newOfBefore }, ofAfter: { tree, newOfOld: newOfAfter } };
}

function buildAnew(before: CallTree, after: CallTree, { frames, ofBefore, ofAfter }: MatchedFrames) {
  const builder = new TreeBuilder(before.parentOfNode.length + after.parentOfNode.length);
  const newOfAfter = add(builder, after, ofAfter);
  const newOfBefore = add(builder, before, ofBefore);
  return { tree: builder.finish(frames), newOfBefore, newOfAfter };
}

function add(builder: TreeBuilder, { parentOfNode, frameOfNode }: CallTree, rowOfFrame: Int32Array): Int32Array {
  const newOfOld = new Int32Array(parentOfNode.length);
  for (let node = 0; node < newOfOld.length; node++) {
    const parent = parentOfNode[node]!;
    newOfOld[node] = builder.child(parent === noNode ? noNode : newOfOld[parent]!, rowOfFrame[frameOfNode[node]!]!);
  }
  return newOfOld;
}
