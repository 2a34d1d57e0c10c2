/** Changes that the user asks of the tree, one after the other. Plain data, so that they can be kept with the view. */
import { collapseRecursion } from './transform/collapseRecursion.ts';
import { focusOnFrames, focusOnNode } from './transform/focus.ts';
import { hideFrames } from './transform/hideFrames.ts';
import { leaveOut } from './transform/leaveOut.ts';
import { mergeFrames } from './transform/mergeFrames.ts';
import { onlyMyCode } from './transform/onlyMyCode.ts';
import type { FrameMatch } from './frameMatch.ts';
import { compose, unchanged, type MappedTree } from './mapping.ts';
import { noNode, type CallTree } from './threadProfile.ts';

export type Transform =
  /** Its time goes to the caller. */
  | { readonly kind: 'hide'; readonly what: FrameMatch }
  /** Calls within it become one frame that carries its name. */
  | { readonly kind: 'merge'; readonly what: FrameMatch }
  | { readonly kind: 'onlyMyCode' }
  /** What it calls, from wherever; everything else is left out. */
  | { readonly kind: 'focus'; readonly what: FrameMatch }
  /** One call path: a node of the tree before the first transform. */
  | { readonly kind: 'focusPath'; readonly node: number }
  /** A function that is on the stack already continues there; null: each function. */
  | { readonly kind: 'collapseRecursion'; readonly what: FrameMatch | null }
  /** With all that it calls, and out of every sum: `(idle)`, `(program)`. */
  | { readonly kind: 'leaveOut'; readonly what: FrameMatch };

/** In this order. */
export function transformTree(tree: CallTree, transforms: readonly Transform[]): MappedTree {
  let mapped: MappedTree | null = null;
  for (const transform of transforms) {
    const next: MappedTree = apply(mapped?.tree ?? tree, mapped?.newOfOld ?? null, transform);
    mapped = mapped === null ? next : compose(mapped, next);
  }
  return mapped ?? unchanged(tree);
}

/** `newOfFirst`: node of the tree before the first transform → node of `tree`; null: it is that tree. */
function apply(tree: CallTree, newOfFirst: Int32Array | null, transform: Transform): MappedTree {
  switch (transform.kind) {
    case 'hide':
      return hideFrames(tree, transform.what);
    case 'merge':
      return mergeFrames(tree, transform.what);
    case 'onlyMyCode':
      return onlyMyCode(tree);
    case 'focus':
      return focusOnFrames(tree, transform.what);
    case 'focusPath':
      return focusOnNode(tree, newOfFirst === null ? transform.node : (newOfFirst[transform.node] ?? noNode));
    case 'collapseRecursion':
      return collapseRecursion(tree, transform.what);
    case 'leaveOut':
      return leaveOut(tree, transform.what);
  }
}
