/** Our own work inside the program: the agent interrupts whatever runs, so its frames stand on the program's. */
import type { CpuColumns, Frame } from './cpuColumns.ts';

const agentScript = /[\\/]dist[\\/](?:agent|watcher)\.cjs$/;
/** Agent functions that only stand between the program and what it called. */
const passesOn =
  /(?:^|\.)(?:spawn|close|Worker|construct|terminate|exit|reallyExit|abort|kill|emit|passOn|postMessage)$/;

/** Null for code that is not ours. */
export function agentPart({ url, name }: Frame): 'own work' | 'passes on' | null {
  if (!agentScript.test(url)) return null;
  return passesOn.test(name) ? 'passes on' : 'own work';
}

/** For pictures: a few milliseconds of ours, deep stacks each, are drawn as the call that they interrupted. */
export function withoutAgent(columns: CpuColumns): CpuColumns {
  const isOurs = columns.frames.map((frame) => agentPart(frame) === 'own work');
  if (!isOurs.includes(true)) return columns;
  // Parents come first, so one pass finds for every node the nearest one that is not ours.
  const shownAs = Int32Array.from(columns.frameOfNode, (_, node) => node);
  for (let node = 0; node < shownAs.length; node++) {
    const parent = columns.parentOfNode[node]!;
    if (parent < 0) continue;
    const isBelowOurs = shownAs[parent] !== parent;
    if (isBelowOurs || isOurs[columns.frameOfNode[node]!]) shownAs[node] = shownAs[parent]!;
  }
  return { ...columns, nodeOfSample: columns.nodeOfSample.map((node) => (node < 0 ? node : shownAs[node]!)) };
}
