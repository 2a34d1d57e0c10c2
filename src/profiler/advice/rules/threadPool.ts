import type { Recommendation } from '../../report.ts';
import { rounded, speedupRange } from '../rule.ts';
import type { Situation } from '../situation.ts';

/** libuv's own, unless UV_THREADPOOL_SIZE says otherwise. */
const defaultPoolThreads = 4;
/** Of the pool's processors, from here on every thread is busy whenever work is there. */
const saturated = 0.85;
/** Work of a pool seldom scales fully: memory bandwidth and the main thread's part remain. */
const efficiency = { low: 0.6, expected: 0.85, high: 1 } as const;
const confidenceInPool = 0.7;

/** The pool does the work: is it large enough, and is it given enough to do at once? */
export function adviseThreadPool(situation: Situation): Recommendation | null {
  const { report, cores, coresUsed } = situation;
  if (report.verdict.cause !== 'thread-pool') return null;
  const poolCores =
    (report.verdict.offThreadDemandMs ?? report.verdict.offThreadCpuMs).threadPool / Math.max(1, report.run.wallMs);
  if (coresUsed >= saturated * cores) return null;
  const limit = Math.min(defaultPoolThreads, cores);
  if (poolCores >= saturated * limit) return largerPool(situation, poolCores);
  return moreAtOnce(situation, poolCores, limit);
}

function largerPool(situation: Situation, poolCores: number): Recommendation {
  const { report, cores } = situation;
  const factor = cores / Math.max(1, poolCores);
  return {
    id: 'thread-pool-size',
    title: `Set UV_THREADPOOL_SIZE=${cores}`,
    model: 'thread-pool',
    size: cores,
    target: null,
    predictedSpeedup: gain(factor),
    confidence: confidenceInPool * report.verdict.confidence,
    why: [
      `The pool keeps ${rounded(poolCores)} cores busy, all that its default of ${defaultPoolThreads} threads can; ${cores} are there.`,
    ],
    wouldChangeIf: ['Other processes need the remaining cores.'],
    caveats: ['It must be set before the process first uses the pool, best in its environment.'],
    action: null,
  };
}

function moreAtOnce(situation: Situation, poolCores: number, limit: number): Recommendation {
  const { report } = situation;
  const factor = limit / Math.max(1, poolCores);
  return {
    id: 'thread-pool-feed',
    title: `Start ${limit} pool operations at a time instead of awaiting each`,
    model: 'thread-pool',
    size: limit,
    target: null,
    predictedSpeedup: gain(factor),
    confidence: confidenceInPool * report.verdict.confidence,
    why: [
      `The pool has ${defaultPoolThreads} threads but keeps only ${rounded(poolCores)} of ${situation.cores} cores busy: it is not given enough at once.`,
    ],
    wouldChangeIf: ['Each operation needs the result of the one before.'],
    caveats: [],
    action: null,
  };
}

const gain = (factor: number) =>
  speedupRange(factor * efficiency.low, factor * efficiency.expected, factor * efficiency.high);
