import { matchingFrames, type FrameMatch } from '../frameMatch.ts';
import type { MappedTree } from '../mapping.ts';
import { noNode, type CallTree } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';

/** A hidden call becomes its caller: what it did itself, and what it called. */
export function hideFrames(tree: CallTree, what: FrameMatch): MappedTree {
  const { frames, parentOfNode, frameOfNode } = tree;
  const isHidden = matchingFrames(frames, what);
  const builder = new TreeBuilder(parentOfNode.length);
  const newOfOld = new Int32Array(parentOfNode.length);
  for (let node = 0; node < newOfOld.length; node++) {
    const parent = parentOfNode[node]!;
    const caller = parent === noNode ? noNode : newOfOld[parent]!;
    const frame = frameOfNode[node]!;
    newOfOld[node] = isHidden[frame] === 1 ? caller : builder.child(caller, frame);
  }
  return { tree: builder.finish(frames), newOfOld };
}
