import type { HotFunction, Recommendation } from '../../report.ts';
import { duration, nameOf, percent, smallestGain, speedupRange } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { slowestSpeedOf, speedOf } from '../speedup.ts';
import { speedups } from '../timesKnown.ts';

/** Below this share of the time in blocking calls there is little for others to use. */
const smallestShare = 0.3;
/** That something else is there to run while a call waits is not in a profile. */
const confidenceInOtherWork = 0.5;
/** Requests are other work for each other. */
const confidenceInRequests = 0.75;
/** Children or files at a time, at most: each child is a process, each file a descriptor. */
const mostAtOnce = 16;
/**
 * How many calls there are is unknown, and a last round that is not full costs as much as a full one: half more than the
 * fewest that help, up to the next power of two, which most counts that people choose can be dealt into.
 */
const unevenRounds = 1.5;
const roomy = (fewest: number): number => 2 ** Math.ceil(Math.log2(unevenRounds * fewest));
/** Past this nearness to the best that any number reaches, more only queue. */
const nearEnough = 1.02;
/** Children that compute for more than this share of the time in which they are waited for share the processors. */
const computesMuch = 0.5;
/** A call that is ready when a thread of the pool ends one: the loop may be computing just then. */
const handOverAhead = 2;
/** Synchronous calls with a promise version that libuv's pool carries out. */
const poolModules = /^node:(internal\/)?(crypto|zlib)/;

/** A synchronous call that waits, or that computes what the pool could: its promise version lets other work run meanwhile. */
export function adviseAgainstBlocking(situation: Situation): Recommendation | null {
  switch (situation.report.verdict.cause) {
    case 'synchronous-io':
    // Children that compute while the main thread is blocked for them.
    case 'child-processes':
      return overlapCalls(situation);
    case 'lock':
      return waitWithoutBlocking(situation);
    case 'native':
      return computeInPool(situation);
    default:
      return null;
  }
}

function overlapCalls(situation: Situation): Recommendation | null {
  const { report, baseMs, isServer } = situation;
  const { blocked } = report.verdict.budget;
  if (blocked < smallestShare) return null;
  const plan = planOf(situation);
  const most = plan.inChildrenMs > plan.blockedMs * computesMuch ? Math.max(2, situation.cores) : mostAtOnce;
  const timeMs = (inFlight: number) => overlappedMs(plan, inFlight);
  const sizes = Array.from({ length: most - 1 }, (_, at) => at + 2);
  const fewest = sizes.find((size) => timeMs(size) <= nearEnough * timeMs(most)) ?? most;
  const slots = Math.min(most, roomy(fewest));
  const range = speedups(baseMs, { slowest: baseMs, expected: timeMs(slots), fastest: timeMs(most) });
  if (range.expected < smallestGain) return null;
  const target = blockingFunction(situation);
  return {
    id: 'async-no-blocking',
    title: `Await the promise version of the synchronous calls${target ? ` in ${nameOf(target)}` : ''}, ${slots} at a time`,
    model: 'async',
    size: slots,
    target,
    predictedSpeedup: { ...range, low: 1 },
    confidence: (isServer ? confidenceInRequests : confidenceInOtherWork) * report.verdict.confidence,
    why: [
      `The main thread is blocked ${percent(blocked)} of its time, ${duration(blocked * baseMs)}, and can do nothing else meanwhile.`,
      most < mostAtOnce
        ? `The children compute ${duration(plan.inChildrenMs)} of it: ${situation.cores} processors are there for them.`
        : `With ${slots} calls at a time ${slots < most ? 'the main thread’s own work is the limit' : 'most of it overlaps'}.`,
    ],
    wouldChangeIf: [
      'Each call needs the result of the one before.',
      'The calls wait for one another: for one disk, or one lock.',
    ],
    caveats: ['A single call becomes no faster; awaited one at a time, only other work gains.'],
    action: target ? { kind: 'use-promise-version', location: target.location } : null,
  };
}

interface BlockingPlan {
  readonly restMs: number;
  readonly blockedMs: number;
  readonly computingMs: number;
  /** Computed by child processes while the main thread was blocked. */
  readonly inChildrenMs: number;
  readonly speed: number;
}

function planOf({ report, baseMs, computing, cores, machine }: Situation): BlockingPlan {
  const { budget, offThreadCpuMs, offThreadDemandMs } = report.verdict;
  const [blockedMs, computingMs] = [budget.blocked * baseMs, computing * baseMs];
  const inChildrenMs = Math.min(blockedMs, (offThreadDemandMs ?? offThreadCpuMs).childProcesses);
  const restMs = Math.max(0, baseMs - blockedMs - computingMs);
  return { restMs, blockedMs, computingMs, inChildrenMs, speed: speedOf(cores, cores, machine) };
}

/** The longest of: the main thread's own work, the calls by so many at a time, what all processors have to compute. */
const overlappedMs = (
  { restMs, blockedMs, computingMs, inChildrenMs, speed }: BlockingPlan,
  inFlight: number,
): number =>
  restMs +
  Math.max(
    computingMs,
    (computingMs + blockedMs) / inFlight,
    inChildrenMs > 0 ? (computingMs + inChildrenMs) / speed : 0,
  );

function waitWithoutBlocking(situation: Situation): Recommendation {
  const { report } = situation;
  const { blocked } = report.verdict.budget;
  return {
    id: 'async-no-blocking',
    title: 'Wait without blocking: a timer or Atomics.waitAsync instead of Atomics.wait',
    model: 'async',
    size: null,
    target: blockingFunction(situation),
    predictedSpeedup: speedupRange(1, 1 / Math.max(0.1, 1 - blocked / 2), 1 / Math.max(0.1, 1 - blocked)),
    confidence: confidenceInOtherWork * report.verdict.confidence,
    why: [`The main thread is blocked ${percent(blocked)} of its time and can do nothing else meanwhile.`],
    wouldChangeIf: ['There is nothing else to do meanwhile: then the call may as well block.'],
    caveats: ['A single call becomes no faster; only other work gains.'],
    action: null,
  };
}

/** Hashing and compressing synchronously keeps one processor busy; the pool would use as many as it has threads. */
function computeInPool(situation: Situation): Recommendation | null {
  const { report, cores, machine, poolThreads, baseMs, isServer } = situation;
  const call = report.hotFunctions
    .filter(({ name, source }) => name.endsWith('Sync') && poolModules.test(source ?? ''))
    .sort((a, b) => b.totalMs - a.totalMs)[0];
  if (!call || cores < 2) return null;
  const threads = Math.min(poolThreads, cores);
  const movedMs = Math.min(call.totalMs, baseMs);
  const caller = callerOf(situation, call);
  const target = caller?.location ? { name: caller.name, location: caller.location } : null;
  // What its caller computes beside it runs on the main thread while the pool is at work, if another call is ready there.
  const turnsMs = Math.min(baseMs, Math.max(movedMs, isServer ? 0 : (caller?.totalMs ?? 0)));
  const timeMs = (speed: number) => baseMs - turnsMs + Math.max(turnsMs - movedMs, turnsMs / speed);
  const speed = speedOf(threads, cores, machine);
  const expected = baseMs / timeMs(speed);
  if (movedMs < smallestShare * baseMs || expected < smallestGain) return null;
  const slots = Math.min(poolThreads, handOverAhead * threads);
  const inFlight = isServer ? '' : `, ${slots} at a time`;
  return {
    id: 'async-promise-version',
    title: `Await the promise version of ${call.name}${target ? ` in ${nameOf(target)}` : ''}${inFlight}`,
    model: 'async',
    size: isServer ? null : slots,
    target,
    predictedSpeedup: speedupRange(
      // If what the caller computes does not overlap after all.
      baseMs / (baseMs - movedMs + movedMs / slowestSpeedOf(threads, cores, machine)),
      expected,
      // Requests overlap the rest, too.
      Math.max(expected, isServer ? speed : expected),
    ),
    confidence: (isServer ? confidenceInRequests : confidenceInOtherWork) * report.verdict.confidence,
    why: [
      `${call.name} takes ${percent(Math.min(1, call.totalShare))} of the time on the main thread, on one processor.`,
      `Its promise version computes in libuv’s pool: ${poolThreads} threads, and ${cores} processors are there.`,
    ],
    wouldChangeIf: ['Each call needs the result of the one before.', 'Other programs need the processors.'],
    caveats: isServer
      ? ['Requests then finish in another order than they came.']
      : ['Awaited one at a time it gains nothing.'],
    action: target ? { kind: 'use-promise-version', location: target.location } : null,
  };
}

/** The developer's innermost function that still covers nearly all of the call. */
function callerOf({ report }: Situation, call: HotFunction): HotFunction | undefined {
  return report.hotFunctions
    .filter(({ category, location, name }) => category === 'user' && location !== null && name !== '(top level)')
    .filter(({ totalMs }) => totalMs >= 0.9 * call.totalMs)
    .sort((a, b) => a.totalMs - b.totalMs)[0];
}

/** The developer's function in whose stalls the blocking happened. */
function blockingFunction({ report }: Situation): Recommendation['target'] {
  const stall = report.stalls.find((candidate) => candidate.location !== null);
  return stall?.location ? { name: stall.name, location: stall.location } : null;
}
