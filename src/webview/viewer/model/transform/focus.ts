/** A part of the tree as if it were all. The root above it stays, because drawings begin below a root. */
import { matchingFrames, type FrameMatch } from '../frameMatch.ts';
import type { MappedTree } from '../mapping.ts';
import { noNode, type CallTree } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';

/** All that these frames do, from wherever they are called; calls inside such a call stay where they are. */
export function focusOnFrames(tree: CallTree, what: FrameMatch): MappedTree {
  const isFocus = matchingFrames(tree.frames, what);
  return focusWhere(tree, (node) => isFocus[tree.frameOfNode[node]!] === 1);
}

/** One call path; an empty tree for `noNode`, which a node becomes that was left out before. */
export const focusOnNode = (tree: CallTree, focus: number): MappedTree => focusWhere(tree, (node) => node === focus);

function focusWhere(tree: CallTree, isFocus: (node: number) => boolean): MappedTree {
  const { frames, parentOfNode, frameOfNode } = tree;
  const builder = new TreeBuilder(parentOfNode.length);
  const newOfOld = new Int32Array(parentOfNode.length).fill(noNode);
  const rootFrame = frames.findIndex(({ role }) => role === 'root');
  let root = noNode;
  for (let node = 0; node < newOfOld.length; node++) {
    const parent = parentOfNode[node]!;
    const caller = parent === noNode ? noNode : newOfOld[parent]!;
    if (caller !== noNode) newOfOld[node] = builder.child(caller, frameOfNode[node]!);
    else if (isFocus(node)) {
      const isRoot = frameOfNode[node] === rootFrame;
      if (root === noNode && rootFrame >= 0 && !isRoot) root = builder.child(noNode, rootFrame);
      newOfOld[node] = builder.child(isRoot ? noNode : root, frameOfNode[node]!);
    }
  }
  return { tree: builder.finish(frames), newOfOld };
}
