/** Text or a regular expression over the names, files and packages of the frames. */
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { noNode, type CallTree, type NodeWeights } from './threadProfile.ts';

export interface SearchQuery {
  readonly text: string;
  readonly isRegularExpression: boolean;
  readonly matchesCase: boolean;
}

export type SearchResult =
  | {
      readonly kind: 'found';
      /** Frame → 1 where it matches. */
      readonly isMatch: Uint8Array;
      readonly frameCount: number;
    }
  | { readonly kind: 'invalid'; readonly message: string };

/** An empty text finds nothing. */
export function searchFrames(frames: readonly FlameFrame[], query: SearchQuery): SearchResult {
  const isMatch = new Uint8Array(frames.length);
  if (query.text === '') return { kind: 'found', isMatch, frameCount: 0 };
  const matches = matcherOf(query);
  if (typeof matches === 'string') return { kind: 'invalid', message: matches };
  let frameCount = 0;
  for (const [row, { name, url, packageName, role }] of frames.entries()) {
    if (role === 'root') continue;
    if (!matches(name) && !matches(url) && (packageName === null || !matches(packageName))) continue;
    isMatch[row] = 1;
    frameCount++;
  }
  return { kind: 'found', isMatch, frameCount };
}

/** What stacks with a matching frame weigh, each stack once. */
export function matchedWeight(
  { parentOfNode, frameOfNode }: CallTree,
  { self, count }: NodeWeights,
  isMatch: Uint8Array,
): { readonly weight: number; readonly count: number } {
  const isBelow = new Uint8Array(parentOfNode.length);
  let weight = 0;
  let samples = 0;
  for (let node = 0; node < isBelow.length; node++) {
    const parent = parentOfNode[node]!;
    if (isMatch[frameOfNode[node]!] === 0 && (parent === noNode || isBelow[parent] === 0)) continue;
    isBelow[node] = 1;
    weight += self[node]!;
    samples += count[node]!;
  }
  return { weight, count: samples };
}

/** A test, or the sentence that says why there is none. */
function matcherOf({ text, isRegularExpression, matchesCase }: SearchQuery): ((name: string) => boolean) | string {
  if (!isRegularExpression) {
    const wanted = matchesCase ? text : text.toLowerCase();
    return (name) => (matchesCase ? name : name.toLowerCase()).includes(wanted);
  }
  try {
    const expression = new RegExp(text, matchesCase ? 'u' : 'iu');
    return (name) => expression.test(name);
  } catch (error) {
    return `This is no valid regular expression: ${reasonOf(error)}.`;
  }
}

/** V8 repeats the expression before the reason: `Invalid regular expression: /(/iu: Unterminated group`. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const reason = text.slice(text.lastIndexOf(': ') + 2);
  return reason.charAt(0).toLowerCase() + reason.slice(1);
}
