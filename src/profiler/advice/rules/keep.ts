import type { Cause, Recommendation } from '../../report.ts';
import { duration, noSpeedup, percent, rounded } from '../rule.ts';
import { coversMost } from '../handOver.ts';
import { computesOnMain, gainOfWorkers, muchData } from './workerThreads.ts';
import type { Situation } from '../situation.ts';

/** No judgement possible: what to do to get one. */
export function adviseMoreData({ report }: Situation): Recommendation {
  return {
    id: 'keep-more-data',
    title: 'Get an answer first: give the profiler more to measure',
    model: 'keep',
    size: null,
    target: null,
    predictedSpeedup: { ...noSpeedup },
    confidence: 0,
    why: [report.verdict.summary],
    wouldChangeIf: [
      'A longer run, at least a second of the work that matters.',
      'A server under the load that you want to know about.',
    ],
    caveats: [],
    action: null,
  };
}

/** Always there, so that every other model has to be better than leaving things as they are. */
export function adviseKeep(situation: Situation): Recommendation {
  const { report, cores, coresUsed } = situation;
  return {
    id: 'keep',
    title: 'Keep the concurrency model',
    model: 'keep',
    size: null,
    target: null,
    predictedSpeedup: { ...noSpeedup },
    confidence: report.verdict.confidence,
    why: [
      reason(situation),
      // Demand counts the time in the queue for a processor too.
      coresUsed <= cores
        ? `${rounded(coresUsed)} of ${cores} cores were in use on average.`
        : `The program would have used ${rounded(coresUsed)} cores; it had ${cores}, and shared them.`,
    ],
    wouldChangeIf: [
      ...(report.verdict.cause === 'concurrent-io'
        ? ['The other side can serve more at once than the program asks for: a higher limit tells.']
        : []),
      'The load grows, or more cores become available.',
    ],
    caveats: [],
    action: null,
  };
}

const reasons: Readonly<Partial<Record<Cause, string>>> = {
  'concurrent-io':
    'The program already keeps several requests open at once: the waiting belongs to whoever answers them.',
  timers: 'The program waits for its own timers: more concurrency does not make time pass faster.',
  'thread-pool': 'The work runs beside the event loop already, in libuv’s thread pool.',
  workers: 'The work runs beside the event loop already, in worker threads.',
  'child-processes': 'The work runs beside the event loop already, in child processes.',
};

/** Less than this is too little to start threads or processes for. */
const smallestGainOfWorkers = 1.1;

function reason(situation: Situation): string {
  const { report, waiting, computing, baseMs, copyMs, cores, handOver } = situation;
  const { cause } = report.verdict;
  // A cause of synchronous calls may also mean that they block: then they wait.
  const computes = computesOnMain(cause) && computing >= waiting;
  const covers = handOver === null || handOver.unit.totalMs >= coversMost * computing * baseMs;
  if (computes && covers && cores > 1 && gainOfWorkers(situation) < smallestGainOfWorkers) {
    return copyMs.sure > muchData * computing * baseMs
      ? `Too much data for workers: copying what the program keeps in memory takes about ${duration(copyMs.sure)}, its computing ${duration(computing * baseMs)}.`
      : `Too short to gain: ${duration(computing * baseMs)} of computing, and workers have to start first.`;
  }
  if (computes) return `The main thread computes ${percent(computing)} of its time.`;
  return (cause !== null && reasons[cause]) || `The main thread waits ${percent(waiting)} of its time.`;
}
