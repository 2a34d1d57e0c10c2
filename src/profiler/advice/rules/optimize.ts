import type { Recommendation } from '../../report.ts';
import { percent, speedupRange, targetOf } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** Below this share of the main thread's time, halving a function gains less than a fifth. */
const smallestShare = 0.35;
/** How much of the share goes away: a tenth is a tuned loop, a half a better algorithm or less allocation. */
const removed = { low: 0.1, expected: 0.5, high: 0.8 } as const;
/** Whether a function can be made faster is not in a profile. */
const confidenceInCode = 0.4;
const confidenceInAllocation = 0.6;

export function adviseOptimize(situation: Situation): Recommendation | null {
  const { report, target } = situation;
  const { cause, budget } = report.verdict;
  if (cause === 'garbage-collection') {
    return optimise(situation, budget.gc, {
      id: 'optimize-allocation',
      title: target ? `Allocate less in ${target.name}` : 'Allocate less',
      confidence: confidenceInAllocation,
      why: [`Garbage collection takes ${percent(budget.gc)} of the main thread.`],
      caveats: ['Workers would collect in parallel, but each would allocate just as much.'],
    });
  }
  if (target === null || (cause !== 'javascript' && cause !== 'native')) return null;
  const share = Math.min(1, target.totalShare);
  if (share < smallestShare) return null;
  return optimise(situation, share, {
    id: 'optimize-function',
    title: `Make ${target.name} faster`,
    confidence: confidenceInCode,
    why: [`${target.name} and what it calls take ${percent(share)} of the measured time.`],
    caveats: ['Whether it can be made faster is for you to judge; the profile only says what it would bring.'],
  });
}

function optimise(
  situation: Situation,
  share: number,
  text: Pick<Recommendation, 'id' | 'title' | 'confidence' | 'why' | 'caveats'>,
): Recommendation {
  const without = (part: number) => 1 / (1 - Math.min(0.95, share) * part);
  return {
    ...text,
    model: 'optimize',
    size: null,
    target: targetOf(situation),
    predictedSpeedup: speedupRange(without(removed.low), without(removed.expected), without(removed.high)),
    wouldChangeIf: ['The function is as fast as it can be: then parallel work is what remains.'],
    action: null,
  };
}
