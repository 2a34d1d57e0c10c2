import type { MappedTree } from '../mapping.ts';
import { noNode, type CallTree } from '../threadProfile.ts';
import { TreeBuilder } from '../treeBuilder.ts';

/**
 * The user's functions, and of everything else the first call only: time in a dependency stays in sight as one box below
 * the line that called it, what called the user's code as one box above it. `(idle)`, `(program)` and the collector stay.
 */
export function onlyMyCode(tree: CallTree): MappedTree {
  const { frames, parentOfNode, frameOfNode } = tree;
  const isOutside = Uint8Array.from(frames, ({ category, role }) =>
    category !== 'user' && (role === 'call' || role === 'waiting') ? 1 : 0,
  );
  const builder = new TreeBuilder(parentOfNode.length);
  const newOfOld = new Int32Array(parentOfNode.length);
  for (let node = 0; node < newOfOld.length; node++) {
    const parent = parentOfNode[node]!;
    const caller = parent === noNode ? noNode : newOfOld[parent]!;
    const frame = frameOfNode[node]!;
    const isDeeperOutside = isOutside[frame] === 1 && parent !== noNode && isOutside[frameOfNode[parent]!] === 1;
    newOfOld[node] = isDeeperOutside ? caller : builder.child(caller, frame);
  }
  return { tree: builder.finish(frames), newOfOld };
}
