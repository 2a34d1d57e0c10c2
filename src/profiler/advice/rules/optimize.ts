import type { Recommendation } from '../../report.ts';
import { asSentence, nameOf, percent, speedupRange, targetOf } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** Below this share of the main thread's time, halving a function gains less than a fifth. */
const smallestShare = 0.35;
/** How much of the share goes away: nothing, a third for a tuned loop, nine tenths for a better algorithm. */
const removed = { low: 0, expected: 0.33, high: 0.9 } as const;
/** Most garbage comes from a few places, and reusing an object there removes nearly all of theirs. */
const garbageRemoved = { low: 0.3, expected: 0.7, high: 1 } as const;
/** Whether a function can be made faster is not in a profile. */
const confidenceInCode = 0.4;
const confidenceInAllocation = 0.6;

export function adviseOptimize(situation: Situation): Recommendation | null {
  const { report, target, targetShare: share } = situation;
  const { cause, budget } = report.verdict;
  if (cause === 'garbage-collection') {
    return optimise(situation, budget.gc, garbageRemoved, {
      id: 'optimize-allocation',
      title: target ? `Allocate less in ${nameOf(target)}` : 'Allocate less',
      confidence: confidenceInAllocation,
      why: [`Garbage collection takes ${percent(budget.gc)} of the main thread.`],
      caveats: ['Workers would collect in parallel, but each would allocate just as much.'],
    });
  }
  const isOwnWork = cause === 'javascript' || cause === 'native' || cause === 'synchronous-io';
  if (target === null || !isOwnWork) return null;
  if (share < smallestShare) return null;
  return optimise(situation, share, removed, {
    id: 'optimize-function',
    title: `Make ${nameOf(target)} faster`,
    confidence: confidenceInCode,
    why: [asSentence(`${nameOf(target)} and what it calls take ${percent(share)} of the measured time.`)],
    caveats: ['Whether it can be made faster is for you to judge; the profile only says what it would bring.'],
  });
}

function optimise(
  situation: Situation,
  share: number,
  part: Recommendation['predictedSpeedup'],
  text: Pick<Recommendation, 'id' | 'title' | 'confidence' | 'why' | 'caveats'>,
): Recommendation {
  const without = (gone: number) => 1 / (1 - Math.min(0.95, share) * gone);
  return {
    ...text,
    model: 'optimize',
    size: null,
    target: targetOf(situation),
    predictedSpeedup: speedupRange(without(part.low), without(part.expected), without(part.high)),
    wouldChangeIf: ['The function is as fast as it can be: then parallel work is what remains.'],
    action: null,
  };
}
