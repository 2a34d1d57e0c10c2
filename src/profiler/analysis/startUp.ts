/** How much of a thread's samples is the program, and not Node starting it. */
import { functionOfNode, type SampledThread } from './threadRuns.ts';

export interface ProgramPart {
  /** The first sample that is the program's. */
  readonly firstSample: number;
  /** Samples of the developer's code or a dependency's and all after the first such, and idle ones before. */
  readonly samples: number;
}

/** What runs before the program: Node's own start, the loader, and our preload. */
const startsPrograms = /^node:internal\/(?:bootstrap|main|modules|process|deps\/cjs-module-lexer|vm|url|source_map)/;

/**
 * The program begins after the last sample of Node's start-up and loader that comes before any of its own code. Start-up is
 * 20 to 40 samples, and five times as many on a crowded machine, with idle ones among them, because the loader reads
 * files asynchronously: a program that only prints a line must not be judged by them. Idle time after that counts, also
 * of a program whose own code was too short to be seen. A program that ran before it was measured has no start-up.
 */
export function findProgramPart(thread: SampledThread, ranBefore: boolean): ProgramPart {
  const { nodeOfSample, parentOfNode } = thread.columns;
  const isOfProgram = new Uint8Array(parentOfNode.length);
  const isStartUp = new Uint8Array(parentOfNode.length);
  for (let node = 0; node < isOfProgram.length; node++) {
    const { category, frame } = functionOfNode(thread, node);
    const parent = parentOfNode[node] as number;
    const isOwn = category === 'user' || category === 'dependency';
    isOfProgram[node] = isOwn || (parent >= 0 && isOfProgram[parent] === 1) ? 1 : 0;
    isStartUp[node] = startsPrograms.test(frame.url) || (parent >= 0 && isStartUp[parent] === 1) ? 1 : 0;
  }
  let firstSample = 0;
  let hasBegun = ranBefore;
  let samples = 0;
  nodeOfSample.forEach((node, sample) => {
    if (node < 0) return;
    hasBegun ||= isOfProgram[node] === 1;
    if (!hasBegun && isStartUp[node] === 1) {
      firstSample = sample + 1;
      samples = 0;
    }
    if (thread.isProfilers[node] === 1) return;
    if (hasBegun || thread.isIdle[sample] === 1) samples++;
  });
  return { firstSample, samples };
}
