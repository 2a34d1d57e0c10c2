/** The function that the user has chosen, and the call path of it where one was meant: the same in every view. */
import type { FlameFrame } from '../flame/sampledProfile.ts';
import {
  functionMatch,
  isMatch,
  noNode,
  oldOfNew,
  type CallTree,
  type FrameMatch,
  type MappedTree,
} from './model/index.ts';
import type { WeighedTree } from './frameContext.ts';
import { sameFunction } from './scene.ts';

export interface Chosen {
  readonly frame: FlameFrame;
  /** Row of the profile's own tree, before any transform; null where no path is meant. */
  readonly node: number | null;
}

/** The function that a stored view names. */
export function findChosen(frames: readonly FlameFrame[], match: FrameMatch | null): Chosen | null {
  const frame = match === null ? undefined : frames.find((candidate) => isMatch(candidate, match));
  return frame ? { frame, node: null } : null;
}

export const toMatch = (chosen: Chosen | null): FrameMatch | null => (chosen ? functionMatch(chosen.frame) : null);

/** Row of the frames of a tree, -1 where a transform took it away. */
export function frameRow(tree: CallTree, { frame }: Chosen): number {
  return tree.frames.findIndex((candidate) => sameFunction(candidate, frame));
}

/** The node of the scene's tree that stands for the path; the heaviest of the function where there is none. */
export function nodeOfChosen({ mapped, tree, weights }: WeighedTree, chosen: Chosen): number {
  const row = frameRow(tree, chosen);
  const moved = chosen.node === null ? noNode : (mapped.newOfOld[chosen.node] ?? noNode);
  if (moved !== noNode && tree.frameOfNode[moved] === row) return moved;
  let heaviest = noNode;
  for (let node = 0; node < tree.frameOfNode.length; node++)
    if (tree.frameOfNode[node] === row && (heaviest === noNode || weights.total[node]! > weights.total[heaviest]!))
      heaviest = node;
  return heaviest;
}

/** A node of a transformed tree as a choice. */
export function chooseNode(mapped: MappedTree, node: number): Chosen | null {
  const frame = mapped.tree.frames[mapped.tree.frameOfNode[node] ?? -1];
  if (!frame) return null;
  const old = oldOfNew(mapped)[node] ?? noNode;
  return { frame, node: old === noNode ? null : old };
}

/** From the outermost call to this one. */
export function pathTo({ parentOfNode, frameOfNode, frames }: CallTree, node: number): number[] {
  const path: number[] = [];
  for (let at = node; at !== noNode; at = parentOfNode[at] ?? noNode)
    if (frames[frameOfNode[at]!]!.role !== 'root') path.push(at);
  return path.reverse();
}
