import type { Recommendation } from '../../report.ts';
import { megabytes, noSpeedup, rounded, smallestGain, speedupRange } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { slowestSpeedOf, speedOf } from '../speedup.ts';
import { memoryCaveat, workers } from './workerThreads.ts';

/** From this share of the cores in use, more threads only take turns. */
const allCoresBusy = 0.85;
/** Work on one processor, with the moments in which one worker ends and the next begins. */
const oneAtATime = 1.25;
/** So many threads a core only take turns; a few more than cores can fill gaps. */
const tooManyPerCore = 1.5;
/** That there is work for more workers, or that tasks can overlap, is likely but not in a profile. */
const confidenceInMore = 0.65;

/** Programs that compute in workers or children: are there enough of them, too many, and do they work at the same time? */
export function judgeParallelWork(situation: Situation): Recommendation | null {
  const { report, cores } = situation;
  const { cause } = report.verdict;
  if (cause !== 'workers' && cause !== 'child-processes') return null;
  const kind = cause === 'workers' ? 'worker' : 'process';
  const threads = report.threads.filter((thread) => thread.kind === kind);
  // Short-lived ones take turns: at no time more than overlap in it.
  const together = mostTogether(threads);
  if (together > tooManyPerCore * cores && situation.coresUsed >= allCoresBusy * cores)
    return fewer(situation, together);
  if (cores < 2 || situation.coresUsed >= allCoresBusy * cores) return null;
  // A server with several processes waits for requests, not for tasks.
  if (situation.coresUsed <= oneAtATime && together > 1 && !situation.isServer)
    return giveOutAtOnce(situation, together, cause === 'workers');
  return cause === 'workers' && together < cores ? moreWorkers(situation, together) : null;
}

/** Most of them alive at a time. */
function mostTogether(threads: readonly { startMs: number; wallMs: number }[]): number {
  return threads.reduce((most, { startMs }) => {
    const alive = threads.filter((one) => one.startMs <= startMs && startMs < one.startMs + one.wallMs).length;
    return Math.max(most, alive);
  }, 0);
}

/** Spread evenly over `size` of them; what is not theirs stays. */
function gain({ baseMs, helpersMs }: Situation, now: number, then: number): number {
  const busyMs = Math.min(baseMs, helpersMs / now);
  return baseMs / (baseMs - busyMs + helpersMs / Math.max(now, then));
}

function ranges(situation: Situation, size: number): Recommendation['predictedSpeedup'] {
  const { cores, machine, helpersMs, baseMs } = situation;
  const now = Math.max(1, helpersMs / baseMs);
  const speed = speedOf(size, cores, machine);
  const low = gain(situation, now, slowestSpeedOf(size, cores, machine));
  return speedupRange(Math.min(low, 1 + (low - 1) / 2), gain(situation, now, speed), speed / now);
}

function giveOutAtOnce(situation: Situation, together: number, areWorkers: boolean): Recommendation | null {
  const { report, cores, coresUsed, serial } = situation;
  // With the awaits in sight the rule for awaits says the same, and where.
  if (serial !== null && (serial.kind === 'worker' || serial.kind === 'child-process')) return null;
  const size = Math.min(together, cores);
  const predictedSpeedup = ranges(situation, size);
  if (predictedSpeedup.expected < smallestGain) return null;
  const them = areWorkers ? 'workers' : 'processes';
  return {
    id: 'async-feed-workers',
    title: `Give out ${size} tasks at a time instead of awaiting each`,
    model: 'async',
    size,
    target: null,
    predictedSpeedup,
    confidence: confidenceInMore * report.verdict.confidence,
    why: [
      `There are ${together} ${them}, but they use ${rounded(coresUsed)} of ${cores} cores together: about one works at a time.`,
      'A pool whose caller awaits each task before it gives out the next is no faster than one worker.',
    ],
    wouldChangeIf: ['Each task needs the result of the one before.', 'One task is far longer than all others.'],
    caveats: ['Side effects may happen in another order.'],
    action: null,
  };
}

function moreWorkers(situation: Situation, together: number): Recommendation | null {
  const { report, cores, computing } = situation;
  // A main thread that computes as well needs a core of its own.
  const size = Math.max(1, computing > 0.5 ? cores - 1 : cores);
  const predictedSpeedup = ranges(situation, size);
  if (size <= together || predictedSpeedup.expected < smallestGain) return null;
  return {
    id: 'worker-threads-more',
    title: `Use ${workers(size)} instead of ${together}`,
    model: 'worker-threads',
    size,
    target: null,
    predictedSpeedup,
    confidence: confidenceInMore * report.verdict.confidence,
    why: [
      `${together === 1 ? 'One worker works' : `${together} workers work`} while ${rounded(cores - situation.coresUsed)} of ${cores} cores are free.`,
    ],
    wouldChangeIf: ['The workers wait for each other, or for the main thread.'],
    caveats: [
      'If the main thread awaits one task at a time, more workers alone change nothing.',
      memoryCaveat(situation, size - together),
    ],
    action: null,
  };
}

/** More of them than cores: no faster, and each has its own heap. */
function fewer(situation: Situation, together: number): Recommendation {
  const { report, cores, machine } = situation;
  const areWorkers = report.verdict.cause === 'workers';
  const bytes = areWorkers ? machine.workerRssBytes : machine.processRssBytes;
  const size = areWorkers ? workers(cores) : `${cores} ${cores === 1 ? 'process' : 'processes'} at a time`;
  return {
    id: areWorkers ? 'worker-threads-fewer' : 'processes-fewer',
    title: `Use ${size} instead of ${together}`,
    model: areWorkers ? 'worker-threads' : 'processes',
    size: cores,
    target: null,
    // Taking turns costs a few per cent, if anything.
    predictedSpeedup: { ...noSpeedup, low: 0.9, high: 1.15 },
    confidence: confidenceInMore * report.verdict.confidence,
    why: [
      `${together} ${areWorkers ? 'workers' : 'processes'} share ${cores} ${cores === 1 ? 'core' : 'cores'} and take turns: at any moment ${together - cores} of them wait for a processor.`,
      `Fewer would save about ${megabytes((together - cores) * bytes)} of memory.`,
    ],
    wouldChangeIf: ['They wait for I/O for much of their time.'],
    caveats: ['It makes the program smaller, not faster.'],
    action: null,
  };
}
