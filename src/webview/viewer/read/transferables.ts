import type { LoadedProfiles } from './readProfiles.ts';

/** The buffers of all columns, each once, so that they are moved to the page and not copied. */
export function transferables({ threads }: LoadedProfiles): ArrayBuffer[] {
  const columns = threads.flatMap(({ tree, samples, selfOfNode, countOfNode, ticks }) => [
    tree.parentOfNode,
    tree.frameOfNode,
    tree.depthOfNode,
    ...(samples ? [samples.nodeOfSample, samples.startOfSample] : []),
    selfOfNode,
    countOfNode,
    ticks.nodeOfTick,
    ticks.lineOfTick,
    ticks.countOfTick,
  ]);
  return [...new Set(columns.map((column) => column.buffer as ArrayBuffer))];
}
