/** The slow model that the fast one is compared with: each node as the list of its frames, from the outermost. */
import type { CallTree, NodeWeights } from '../../../../src/webview/viewer/model/index.ts';
import { noNode } from '../../../../src/webview/viewer/model/index.ts';
import type { FlameFrame } from '../../../../src/webview/flame/sampledProfile.ts';

export interface WeighedStack {
  readonly node: number;
  readonly frames: readonly FlameFrame[];
  readonly self: number;
  readonly count: number;
}

export function stacksOf(tree: CallTree, { self, count }: Pick<NodeWeights, 'self' | 'count'>): WeighedStack[] {
  return Array.from(tree.parentOfNode, (_, node) => {
    const frames: FlameFrame[] = [];
    for (let at = node; at !== noNode; at = tree.parentOfNode[at]!) frames.unshift(tree.frames[tree.frameOfNode[at]!]!);
    return { node, frames, self: self[node]!, count: count[node]! };
  });
}

const nameOf = (frames: readonly FlameFrame[]): string => frames.map(({ name }) => name).join(' > ');

/** Stack → weight and count, equal stacks together; without what weighs nothing. */
export function sums(stacks: readonly WeighedStack[]): Record<string, [number, number]> {
  const found: Record<string, [number, number]> = {};
  for (const { frames, self, count } of stacks) {
    if (self === 0 && count === 0) continue;
    const [weight, samples] = found[nameOf(frames)] ?? [0, 0];
    found[nameOf(frames)] = [weight + self, samples + count];
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export const isOrdered = ({ parentOfNode, depthOfNode }: CallTree): boolean =>
  parentOfNode.every(
    (parent, node) => parent < node && depthOfNode[node] === (parent === noNode ? 0 : depthOfNode[parent]! + 1),
  );
