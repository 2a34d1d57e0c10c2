/** Which positions of a profile the page asks the editor about: functions and hot lines of scripts that may have a map. Pure. */
import type { ScriptPositions } from '../../../profiler/capture/format/mappedPositions.ts';
import { noNode, type ThreadProfile } from '../model/index.ts';

interface Asked {
  readonly positions: number[];
  readonly known: Set<string>;
  readonly lines: Set<number>;
  weight: number;
}

/** By script, the hottest first. Node's own modules and what has no file are left out: they have no map. */
export function askedPositions({ tree, ticks, selfOfNode }: ThreadProfile): ScriptPositions[] {
  const { frames, frameOfNode } = tree;
  const byScript = new Map<string, Asked>();
  const askedOf = (frame: number): Asked | null => {
    const { url, line } = frames[frame]!;
    if (line === null || !mayHaveMap(url)) return null;
    let asked = byScript.get(url);
    if (!asked) byScript.set(url, (asked = { positions: [], known: new Set(), lines: new Set(), weight: 0 }));
    return asked;
  };
  for (let frame = 0; frame < frames.length; frame++) {
    const asked = askedOf(frame);
    const { line, column } = frames[frame]!;
    const key = positionKey(line ?? 0, column ?? 1);
    if (!asked || asked.known.has(key)) continue;
    asked.known.add(key);
    asked.positions.push(line ?? 0, column ?? 1);
  }
  for (let node = 0; node < frameOfNode.length; node++) {
    const asked = selfOfNode[node]! > 0 ? askedOf(frameOfNode[node]!) : null;
    if (asked) asked.weight += selfOfNode[node]!;
  }
  for (let row = 0; row < ticks.nodeOfTick.length; row++) {
    const node = ticks.nodeOfTick[row]!;
    if (node !== noNode) askedOf(frameOfNode[node]!)?.lines.add(ticks.lineOfTick[row]!);
  }
  return [...byScript]
    .sort(([, one], [, other]) => other.weight - one.weight)
    .map(([script, { positions, lines }]) => ({ script, positions, lines: [...lines] }));
}

export const positionKey = (line: number, column: number): string => `${line}:${column}`;

/** Addresses of web pages too: a recorded page may have been built here. */
const mayHaveMap = (url: string): boolean => /^(?:file:|https?:|\/|[a-z]:[\\/])/i.test(url);
