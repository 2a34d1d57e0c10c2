/** Call paths that a search finds, counted by the path above them: for tables whose rows are closed. */
import { noNode, type CallTree, type NodeWeights } from './threadProfile.ts';

/** Node → how many paths below it (and without itself) end in a frame that is meant and have a weight. */
export function matchesBelow(
  { parentOfNode, frameOfNode }: CallTree,
  { total }: Pick<NodeWeights, 'total'>,
  isMatch: Uint8Array,
): Int32Array {
  const below = new Int32Array(parentOfNode.length);
  // Callees have larger rows than their callers.
  for (let node = below.length - 1; node >= 0; node--) {
    const parent = parentOfNode[node]!;
    if (parent === noNode || !(total[node]! > 0)) continue;
    below[parent]! += below[node]! + isMatch[frameOfNode[node]!]!;
  }
  return below;
}

/**
 * The next sample whose stack holds a frame that is meant: from this time on, or the last before it. -1 where there is none.
 * For charts of which only a part is laid out.
 */
export function sampleWithMatch(
  { parentOfNode, frameOfNode }: CallTree,
  nodeOfSample: Int32Array,
  isMatch: Uint8Array,
  from: number,
  by: 1 | -1,
): number {
  const holds = new Uint8Array(parentOfNode.length);
  for (let node = 0; node < holds.length; node++) {
    const parent = parentOfNode[node]!;
    holds[node] = isMatch[frameOfNode[node]!] === 1 || (parent !== noNode && holds[parent] === 1) ? 1 : 0;
  }
  for (let sample = from; sample >= 0 && sample < nodeOfSample.length; sample += by) {
    const node = nodeOfSample[sample]!;
    if (node !== noNode && holds[node] === 1) return sample;
  }
  return -1;
}
