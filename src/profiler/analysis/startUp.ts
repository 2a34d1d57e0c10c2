/** How much of a thread's samples is the program, and not Node starting it. */
import { functionOfNode, type SampledThread } from './threadRuns.ts';

/**
 * All from the first sample of the developer's code or a dependency's, and idle ones before. Start-up alone is 20 to 40
 * samples, and five times as many on a crowded machine: a program that only prints a line must not be judged by them.
 */
export function countProgramSamples(thread: SampledThread): number {
  const { nodeOfSample, parentOfNode } = thread.columns;
  const isOfProgram = new Uint8Array(parentOfNode.length);
  for (let node = 0; node < isOfProgram.length; node++) {
    const { category } = functionOfNode(thread, node);
    const parent = parentOfNode[node] as number;
    const isOwn = category === 'user' || category === 'dependency';
    isOfProgram[node] = isOwn || (parent >= 0 && isOfProgram[parent] === 1) ? 1 : 0;
  }
  let hasBegun = false;
  let count = 0;
  nodeOfSample.forEach((node, sample) => {
    if (node < 0 || thread.isProfilers[node] === 1) return;
    hasBegun ||= isOfProgram[node] === 1;
    if (hasBegun || thread.isIdle[sample] === 1) count++;
  });
  return count;
}
