import { matchingFrames, type FrameMatch } from '../frameMatch.ts';
import type { MappedTree } from '../mapping.ts';
import { noNode, type CallTree } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';

/**
 * A call of a function that is on the stack already is the earlier call again, directly (`a → a`) or through others
 * (`a → b → a → c` becomes `a → b` and `a → c`), so that no function is on a stack twice. Each callee still stands below
 * a function that called it. Null: all functions.
 */
export function collapseRecursion(tree: CallTree, what: FrameMatch | null): MappedTree {
  const { frames, parentOfNode, frameOfNode } = tree;
  const isCollapsed = what === null ? new Uint8Array(frames.length).fill(1) : matchingFrames(frames, what);
  const builder = new TreeBuilder(parentOfNode.length);
  const newOfOld = new Int32Array(parentOfNode.length);
  /** New node → itself or the next above it whose function is collapsed: all that has to be looked at. */
  const collapsedFrom = new Int32Array(parentOfNode.length);
  /** Frame → the least depth that it was put at. Stacks of many thousand different functions are climbed no further. */
  const leastDepth = new Int32Array(frames.length).fill(parentOfNode.length);
  for (let node = 0; node < newOfOld.length; node++) {
    const parent = parentOfNode[node]!;
    const caller = parent === noNode ? noNode : newOfOld[parent]!;
    const frame = frameOfNode[node]!;
    const earlier =
      isCollapsed[frame] === 1 && caller !== noNode
        ? builder.nearest(collapsedFrom[caller]!, frame, collapsedFrom, leastDepth[frame]!)
        : noNode;
    if (earlier === noNode) {
      const added = builder.child(caller, frame);
      newOfOld[node] = added;
      collapsedFrom[added] = isCollapsed[frame] === 1 ? added : caller === noNode ? noNode : collapsedFrom[caller]!;
      leastDepth[frame] = Math.min(leastDepth[frame]!, builder.depthOf(added));
    } else {
      newOfOld[node] = earlier;
    }
  }
  return { tree: builder.finish(frames), newOfOld };
}
