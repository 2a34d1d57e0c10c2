import { matchingFrames, type FrameMatch } from '../frameMatch.ts';
import type { MappedTree } from '../mapping.ts';
import { noNode, type CallTree } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';

/** Without these calls and all below them; their weight is in no sum any more. */
export function leaveOut(tree: CallTree, what: FrameMatch): MappedTree {
  const { frames, parentOfNode, frameOfNode } = tree;
  const isLeftOut = matchingFrames(frames, what);
  const builder = new TreeBuilder(parentOfNode.length);
  const newOfOld = new Int32Array(parentOfNode.length);
  for (let node = 0; node < newOfOld.length; node++) {
    const parent = parentOfNode[node]!;
    const caller = parent === noNode ? noNode : newOfOld[parent]!;
    const frame = frameOfNode[node]!;
    const isGone = isLeftOut[frame] === 1 || (parent !== noNode && caller === noNode);
    newOfOld[node] = isGone ? noNode : builder.child(caller, frame);
  }
  return { tree: builder.finish(frames), newOfOld };
}
