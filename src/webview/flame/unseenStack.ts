/**
 * One `(program)` sample between two stacks of the same outermost call: the sampler did not see the stack at that moment,
 * and without a repair each bar would be cut in two.
 */
import { noNode } from './noNode.ts';
import type { FrameRole } from './sampledProfile.ts';

export interface RoledTree {
  readonly parentOfNode: ArrayLike<number>;
  readonly roleOf: (node: number) => FrameRole;
}

/** Was a `(program)` sample between these two merely not seen? */
export type IsUnseen = (stackBefore: number, nodeAfter: number) => boolean;

export function createUnseenCheck({ parentOfNode, roleOf }: RoledTree): IsUnseen {
  /** Node → its outermost caller below the root. Kept, because stacks of 100,000 frames would be climbed once a sample. */
  const outermost = new Map<number, number>();
  const outermostOf = (node: number): number => {
    const path: number[] = [];
    let at = node;
    while (!outermost.has(at)) {
      path.push(at);
      const up = parentOfNode[at] ?? noNode;
      if (up === noNode || roleOf(up) === 'root') {
        outermost.set(at, at);
        break;
      }
      at = up;
    }
    const found = outermost.get(at)!;
    for (const passed of path) outermost.set(passed, found);
    return found;
  };
  return (before, after) =>
    before !== noNode &&
    after !== noNode &&
    roleOf(before) === 'call' &&
    roleOf(after) === 'call' &&
    outermostOf(before) === outermostOf(after);
}
