import { matchingFrames, type FrameMatch } from '../frameMatch.ts';
import type { MappedTree } from '../mapping.ts';
import { noNode, type CallTree } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';
import { depthFirst } from '../treeOrder.ts';

/**
 * A call of a function that is on the stack already is the earlier call again: directly (`a → a`) or through others
 * (`a → b → a → c` becomes `a → b` and `a → c`). No function is then on a stack twice.
 */
export function collapseRecursion(tree: CallTree, what: FrameMatch | null): MappedTree {
  const { frames, parentOfNode, frameOfNode, depthOfNode } = tree;
  const isCollapsed = what === null ? new Uint8Array(frames.length).fill(1) : matchingFrames(frames, what);
  const builder = new TreeBuilder(parentOfNode.length);
  const newOfOld = new Int32Array(parentOfNode.length);
  /** Frame → its node in the new tree while it is on the stack. */
  const newOnStack = new Int32Array(frames.length).fill(noNode);
  /** Old nodes that put their frame there, outermost first. */
  const entered = new Int32Array(parentOfNode.length);
  let depth = 0;
  for (const node of depthFirst(tree)) {
    while (depth > 0 && depthOfNode[entered[depth - 1]!]! >= depthOfNode[node]!)
      newOnStack[frameOfNode[entered[--depth]!]!] = noNode;
    const parent = parentOfNode[node]!;
    const caller = parent === noNode ? noNode : newOfOld[parent]!;
    const frame = frameOfNode[node]!;
    const earlier = newOnStack[frame]!;
    if (earlier !== noNode) {
      newOfOld[node] = earlier;
      continue;
    }
    const added = builder.child(caller, frame);
    newOfOld[node] = added;
    if (isCollapsed[frame] === 1) {
      newOnStack[frame] = added;
      entered[depth++] = node;
    }
  }
  return { tree: builder.finish(frames), newOfOld };
}
