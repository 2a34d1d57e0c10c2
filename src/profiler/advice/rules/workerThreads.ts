import type { Recommendation } from '../../report.ts';
import { costCaveats, nameOf, percent, rounded, speedupRange, targetOf, unitOf } from '../rule.ts';
import { caveatsOfHandOver, reasonsToHandOver } from '../handOverText.ts';
import type { Situation } from '../situation.ts';
import { parallelSpeedup, parallelShares } from '../speedup.ts';

/** Below this share of computing, workers have too little to take over; a pool makes waiting only slower. */
const smallestComputing = 0.5;
/** From this share of the cores in use, more workers only take turns. */
const allCoresBusy = 0.85;
/** That the work can be cut into independent pieces is likely for a hot loop, but not in a profile. */
const confidenceInSplit = 0.65;
/** What allocates much works on much data, which workers would have to copy. */
const confidenceInSplitWithGarbage = 0.4;

export function adviseWorkerThreads(situation: Situation): Recommendation | null {
  const { report, computing, cores, coresUsed } = situation;
  const { cause } = report.verdict;
  if (cores < 2 || coresUsed >= allCoresBusy * cores) return null;
  if (cause === 'workers') return moreWorkers(situation);
  const computesOnMain = cause === 'javascript' || cause === 'native' || cause === 'garbage-collection';
  if (!computesOnMain || computing < smallestComputing) return null;
  const size = workersFor(situation);
  const messages = situation.handOver?.pieces ?? null;
  const speedup = (share: number) =>
    parallelSpeedup({
      wallMs: report.run.wallMs,
      parallelShare: computing * share,
      workers: size,
      messages,
      ...situation,
    });
  return {
    id: 'worker-threads',
    title: `Move ${nameOf(situation.handOver?.unit ?? null) ?? 'the computing'} into ${workers(size)}`,
    model: 'worker-threads',
    size,
    target: unitOf(situation),
    predictedSpeedup: speedupRange(
      speedup(parallelShares.low),
      speedup(parallelShares.expected),
      speedup(parallelShares.high),
    ),
    confidence:
      (cause === 'garbage-collection' ? confidenceInSplitWithGarbage : confidenceInSplit) * report.verdict.confidence,
    why: [
      `One thread computes ${percent(computing)} of the time while ${rounded(cores - coresUsed)} of ${cores} cores are free.`,
      ...reasonsToHandOver(situation),
      size < cores
        ? 'One core is left to the main thread, which stays busy.'
        : 'The main thread only hands out work, so every core can have a worker.',
    ],
    wouldChangeIf: [
      'The work cannot be cut into independent pieces.',
      'Pieces are so small, or their data so large, that copying costs more than computing.',
    ],
    caveats: [...caveatsOfHandOver(situation), ...costCaveats(situation)],
    action: null,
  };
}

/** The main thread of a server stays busy with requests; that of a script only dispatches. */
const workersFor = ({ isServer, cores }: Situation): number => (isServer ? Math.max(1, cores - 1) : cores);

function moreWorkers(situation: Situation): Recommendation {
  const { report, cores, coresUsed } = situation;
  const factor = cores / Math.max(1, coresUsed);
  return {
    id: 'worker-threads-more',
    title: `Use ${workers(cores)}, and give each enough to do`,
    model: 'worker-threads',
    size: cores,
    target: targetOf(situation),
    predictedSpeedup: speedupRange(1, 1 + (factor - 1) * 0.7, factor),
    confidence: confidenceInSplit * report.verdict.confidence,
    why: [`The workers use ${rounded(coresUsed)} of ${cores} cores on average.`],
    wouldChangeIf: ['The work of the workers depends on one another.'],
    caveats: ['If the main thread awaits one task at a time, more workers alone change nothing.'],
    action: null,
  };
}

const workers = (size: number) => (size === 1 ? 'a worker thread' : `${size} worker threads`);
