import type { Recommendation } from '../../report.ts';
import { costCaveats, percent, speedupRange, unitOf } from '../rule.ts';
import { caveatsOfHandOver, reasonsToHandOver } from '../handOverText.ts';
import type { Situation } from '../situation.ts';

const confidenceInBoth = 0.65;
/** What overlapping and workers reach of the ideal: neither all waits nor all computing are independent. */
const reached = { low: 0.3, expected: 0.7, high: 1 } as const;

/**
 * Waiting and computing take turns on one thread: overlapped, the time is that of the longer of the two; with the
 * computing spread over workers, less still.
 */
export function adviseHybrid(situation: Situation): Recommendation | null {
  const { report, computing, waiting, cores } = situation;
  if (report.verdict.class !== 'mixed' || cores < 2) return null;
  // What blocks the thread cannot be overlapped by starting more of it.
  if (report.verdict.budget.blocked > report.verdict.budget.wait) return null;
  const size = Math.max(1, cores - 1);
  const slots = Math.max(2, Math.ceil(1 + waiting / Math.max(0.01, computing)) * cores);
  const shortest = Math.max(computing / cores, waiting / slots);
  const speedup = (share: number) => 1 / (1 - share * (1 - shortest));
  const workers = size === 1 ? 'a worker thread' : `${size} worker threads`;
  return {
    id: 'hybrid',
    title: `Overlap the waiting (${slots} at a time) and compute in ${workers}`,
    model: 'hybrid',
    size,
    target: unitOf(situation),
    predictedSpeedup: speedupRange(
      speedup(reached.low),
      speedup(reached.expected),
      Math.min(1 / shortest, cores / computing),
    ),
    confidence: confidenceInBoth * report.verdict.confidence,
    why: [
      `Computing (${percent(computing)}) and waiting (${percent(waiting)}) take turns on one thread; they could run side by side.`,
      ...reasonsToHandOver(situation),
    ],
    wouldChangeIf: ['Each step needs the result of the one before.'],
    caveats: [...caveatsOfHandOver(situation), ...costCaveats(situation)],
    action: null,
  };
}
