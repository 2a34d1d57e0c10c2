/** Which lines of a function are hot, from V8's ticks. */
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { noNode, type CallTree, type LineTicks, type NodeWeights } from './threadProfile.ts';

export interface LineWeight {
  /** 1-based, as V8 compiled it. */
  readonly line: number;
  readonly ticks: number;
  /** The self weight of the function's nodes, shared among the lines by their ticks. */
  readonly weight: number;
}

export interface LineHeat {
  /** By line. */
  readonly lines: readonly LineWeight[];
  /**
   * What stands on lines before the function's first: V8 charges code that it inlined from elsewhere to the caller, with
   * the line that it has there. No heat is drawn from it.
   */
  readonly elsewhere: { readonly ticks: number; readonly weight: number };
}

/** Of one frame; ticks are over the whole recording, whatever range the weights are of. */
export function linesOfFunction(tree: CallTree, ticks: LineTicks, weights: NodeWeights, frame: number): LineHeat {
  return addUp(tree, ticks, weights, (candidate) => candidate === frame);
}

/** Of all functions of a file. */
export function linesOfFile(tree: CallTree, ticks: LineTicks, weights: NodeWeights, url: string): LineHeat {
  const isInFile = Uint8Array.from(tree.frames, (frame) => (frame.url === url && url !== '' ? 1 : 0));
  return addUp(tree, ticks, weights, (frame) => isInFile[frame] === 1);
}

function addUp(
  { frames, frameOfNode }: CallTree,
  { nodeOfTick, lineOfTick, countOfTick }: LineTicks,
  { self }: NodeWeights,
  isWanted: (frame: number) => boolean,
): LineHeat {
  const ticksOfNode = new Map<number, number>();
  const wanted: number[] = [];
  for (let row = 0; row < nodeOfTick.length; row++) {
    const node = nodeOfTick[row]!;
    if (node === noNode || !isWanted(frameOfNode[node]!)) continue;
    wanted.push(row);
    ticksOfNode.set(node, (ticksOfNode.get(node) ?? 0) + countOfTick[row]!);
  }
  const sums = new Map<number, { ticks: number; weight: number }>();
  const elsewhere = { ticks: 0, weight: 0 };
  for (const row of wanted) {
    const node = nodeOfTick[row]!;
    const ticks = countOfTick[row]!;
    const all = ticksOfNode.get(node)!;
    const line = lineOfTick[row]!;
    let sum = isBeforeFunction(frames[frameOfNode[node]!]!, line) ? elsewhere : sums.get(line);
    if (sum === undefined) sums.set(line, (sum = { ticks: 0, weight: 0 }));
    sum.ticks += ticks;
    if (all > 0) sum.weight += (self[node]! * ticks) / all;
  }
  const lines = [...sums].map(([line, { ticks, weight }]) => ({ line, ticks, weight })).sort((a, b) => a.line - b.line);
  return { lines, elsewhere };
}

const isBeforeFunction = (frame: FlameFrame, line: number): boolean => frame.line !== null && line < frame.line;
