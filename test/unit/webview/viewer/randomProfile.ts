/** Small profiles of every shape: frames that recur, callers in any order, samples without a node or a duration. */
import type { ThreadProfile } from '../../../../src/webview/viewer/model/index.ts';
import { noNode } from '../../../../src/webview/viewer/model/index.ts';
import { frameOf, treeOf } from './drawnTree.ts';

export interface RandomSource {
  /** A whole number below. */
  below(limit: number): number;
}

/** Mulberry32: the same numbers for a seed everywhere. */
export function randomSource(seed: number): RandomSource {
  let state = seed;
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
    },
  };
}

const owners = ['main.js', 'other.js', 'express', 'pg', 'node:fs', 'native'];

export function randomProfile(seed: number): ThreadProfile {
  const random = randomSource(seed);
  const frames = ['(root)', '(idle)', '(program)', '(garbage collector)', 'a', 'b', 'c', 'd', 'e', 'f'].map(
    (name, at) => frameOf({ name, owner: owners[at % owners.length]!, line: at + 1 }),
  );
  const nodes = 1 + random.below(40);
  // Mostly one root; some files have several, or none that is called so.
  const rootFrame = random.below(5) === 0 ? 4 : 0;
  const parentOfNode = Array.from({ length: nodes }, (_, node) =>
    node === 0 || random.below(30) === 0 ? noNode : random.below(3) === 0 ? node - 1 : random.below(node),
  );
  const frameOfNode = parentOfNode.map((parent) => (parent === noNode ? rootFrame : 1 + random.below(9)));
  const samples = random.below(60);
  const nodeOfSample = Int32Array.from({ length: samples }, () =>
    random.below(15) === 0 ? noNode : random.below(nodes),
  );
  const startOfSample = new Float64Array(samples + 1);
  startOfSample[0] = random.below(3) * 7;
  for (let sample = 0; sample < samples; sample++) startOfSample[sample + 1] = startOfSample[sample]! + random.below(5);
  const selfOfNode = new Float64Array(nodes);
  const countOfNode = new Float64Array(nodes);
  nodeOfSample.forEach((node, sample) => {
    if (node === noNode) return;
    selfOfNode[node]! += startOfSample[sample + 1]! - startOfSample[sample]!;
    countOfNode[node]!++;
  });
  return {
    name: '',
    unit: 'micros',
    tree: treeOf(frames, parentOfNode, frameOfNode),
    samples: { nodeOfSample, startOfSample },
    selfOfNode,
    countOfNode,
    ticks: { nodeOfTick: new Int32Array(0), lineOfTick: new Int32Array(0), countOfTick: new Float64Array(0) },
    startMicros: 0,
    durationMicros: startOfSample[samples]!,
    notes: [],
  };
}

/** Enough to meet the rare combinations, few enough for a second. */
export const seeds = Array.from({ length: 400 }, (_, seed) => seed + 1);
