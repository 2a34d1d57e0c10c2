/** How much a search finds, in words: functions, their share of what is shown, boxes where there is a picture. */
import { formatCount, formatShare } from '../format.ts';
import { matchedWeight, type CallTree, type NodeWeights, type SearchResult } from './model/index.ts';
import type { SearchSummary } from './searchBox.ts';
import { shareOf } from './weightText.ts';

export interface Searched {
  readonly tree: CallTree;
  readonly weights: NodeWeights;
  readonly whole: number;
}

const nothing: SearchSummary = { complaint: '', text: '', finds: false };

/** `boxes`: null where there is no picture, or where it is laid out in part only. */
export function summarise(
  text: string,
  result: SearchResult,
  { tree, weights, whole }: Searched,
  boxes: number | null,
): SearchSummary {
  if (result.kind === 'invalid') return { ...nothing, complaint: result.message };
  if (text === '') return nothing;
  const functions = functionsWithWeight(tree, weights, result.isMatch);
  const { weight } = matchedWeight(tree, weights, result.isMatch);
  return {
    complaint: '',
    text: [
      counted(functions, 'function', 'functions'),
      formatShare(shareOf(weight, whole)),
      ...(boxes === null ? [] : [counted(boxes, 'box', 'boxes')]),
    ].join(', '),
    finds: functions > 0,
  };
}

const counted = (count: number, one: string, many: string): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** Found functions that are in what is shown: a stretch of time, or what a transform left. */
function functionsWithWeight({ frames, frameOfNode }: CallTree, { total }: NodeWeights, isMatch: Uint8Array): number {
  const isHere = new Uint8Array(frames.length);
  for (let node = 0; node < frameOfNode.length; node++) if (total[node]! > 0) isHere[frameOfNode[node]!] = 1;
  return isHere.reduce((sum, here, frame) => sum + (here & isMatch[frame]!), 0);
}
