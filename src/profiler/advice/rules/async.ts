import type { Recommendation } from '../../report.ts';
import { steadyComputingMs, turnsAtBest } from '../atBest.ts';
import { boundOf, servedAnywhere, type Bound } from '../boundOf.ts';
import { fewestInFlight, kneeOf, overlappedTimeMs, type OverlapPlan } from '../overlap.ts';
import { asSentence, duration, nameOf, percent, smallestGain, targetOf } from '../rule.ts';
import { mayDepend, type SerialWork } from '../serialWork.ts';
import type { Situation } from '../situation.ts';
import { slowestSpeedOf, speedOf } from '../speedup.ts';
import { speedups, timesAreKnownTo } from '../timesKnown.ts';

/** That turns need nothing of each other: shown by the source, not looked at, or not shown by the source. */
export const confidences = { shown: 0.75, unknown: 0.6, undecided: 0.45, unlikely: 0.2 } as const;

/** Awaits that follow each other, whatever they wait for: several in flight, as many as help. */
export function adviseAsync(situation: Situation): Recommendation | null {
  const { report, serial, cores, machine, baseMs, helpersMs, helpersDemandMs, isServer } = situation;
  const work = serial ?? wholeProgram(situation);
  if (work === null || (isServer && serial === null) || work.isQueue) return null;
  const bound = boundOf(work.kind, situation);
  const isOwnWork = bound.server !== 'others';
  // How much of their time in the queue for a processor comes back is not known: with a quieter machine none of it.
  const helpers = isOwnWork ? (helpersMs + helpersDemandMs) / 2 : 0;
  // What happens once, with the first turn as a rule, is done before others can begin.
  const steady = { ...work, computingMs: steadyComputingMs(situation, work) };
  const { most, openMs } = bound;
  const speed = speedOf(cores, cores, machine);
  const plan = { baseMs, work: steady, helpersMs: helpers, speed, most, openMs };
  const slots = Math.max(2, slotsOf(plan, bound));
  const range = speedups(baseMs, {
    slowest: slowestMs(plan, slots, bound, situation),
    expected: overlappedTimeMs(plan, slots),
    fastest: fastestMs({ ...plan, work, helpersMs: isOwnWork ? helpersMs : 0 }, slots, situation),
  });
  if (range.expected < smallestGain) return null;
  const called = work.called ?? (work.task?.location ? { name: work.task.name, location: work.task.location } : null);
  return {
    id: 'async-bounded',
    title: titleOf(work, slots),
    model: 'async',
    size: slots,
    target: called ?? targetOf(situation),
    predictedSpeedup: mayDepend(work) ? { ...range, low: 1 } : range,
    confidence: confidences[work.independence] * report.verdict.confidence,
    why: whyOverlap(situation, plan, slots, bound),
    wouldChangeIf: wouldChangeIf(work, bound),
    caveats: [...caveatsOfLoops(work, slots), ...caveatsOf(bound)],
    action:
      work.independence === 'shown' && work.awaitLocation !== null
        ? { kind: 'bound-awaits', location: work.awaitLocation, limit: slots }
        : null,
  };
}

/**
 * Some ready beyond the fewest that help; never more than there are turns. Far beyond the knee more only wait here.
 */
export function slotsOf(plan: OverlapPlan, { ready, server, most }: Bound): number {
  const slots = Math.min(Math.ceil(ready * fewestInFlight(plan)), plan.work.turns ?? Infinity);
  return server === 'others' ? Math.min(slots, most, Math.ceil(ready * kneeOf(plan.work))) : slots;
}

/** Where no function was seen to await one after the other: the program as one loop of waiting and computing. */
function wholeProgram({ report, baseMs, computing, waiting, poolThreads, cores }: Situation): SerialWork | null {
  const { cause } = report.verdict;
  const base = { task: null, called: null, awaitLocation: null, turns: null };
  if (cause === 'serial-awaits') {
    const [computingMs, idleMs] = [computing * baseMs, waiting * baseMs];
    return { ...base, computingMs, idleMs, kind: null, independence: report.tasks.length > 0 ? 'unlikely' : 'unknown' };
  }
  const poolMs = report.verdict.offThreadCpuMs.threadPool;
  const isFedOneByOne = cause === 'thread-pool' && poolMs < 1.2 * baseMs && Math.min(poolThreads, cores) > 1;
  if (!isFedOneByOne || (report.threadPool?.starved ?? false)) return null;
  return {
    ...base,
    computingMs: computing * baseMs,
    idleMs: waiting * baseMs,
    kind: 'crypto',
    independence: 'unknown',
  };
}

function slowestMs(plan: OverlapPlan, slots: number, { server }: Bound, situation: Situation): number {
  const { cores, machine, helpersDemandMs } = situation;
  if (server === 'others') {
    return overlappedTimeMs(plan, Math.min(slots, servedAnywhere, plan.work.outerTurns ?? Infinity));
  }
  const speed = slowestSpeedOf(Math.min(slots, cores), cores, machine);
  return overlappedTimeMs({ ...plan, speed, helpersMs: helpersDemandMs }, slots);
}

/** Turns that are not alike leave no gaps, and computing is a little less without the profiler; see `turnsAtBest`. */
export function fastestMs(plan: OverlapPlan, slots: number, situation: Situation): number {
  const best = turnsAtBest(situation, plan.work);
  const work = { ...plan.work, turns: null, computingMs: best.computingMs * timesAreKnownTo };
  const baseMs = best.restMs + work.idleMs + work.computingMs;
  const onLoopMs = work.computingMs + best.besideMs * timesAreKnownTo;
  const onAllMs = (onLoopMs + Math.min(plan.helpersMs, work.idleMs)) / plan.speed;
  return Math.max(overlappedTimeMs({ ...plan, baseMs, work }, slots), best.restMs + Math.max(onLoopMs, onAllMs));
}

function titleOf({ called, task, independence }: SerialWork, slots: number): string {
  const what = called && called.name !== '(anonymous)' ? `calls of ${called.name}` : 'of the awaited operations';
  const where = task && task.name !== '(anonymous)' && task.name !== '(top level)' ? ` in ${task.name}` : '';
  const title = `Keep ${slots} ${what} in flight${where}`;
  return mayDepend({ independence }) ? `${title}, if none needs another’s result` : title;
}

function whyOverlap(
  { baseMs, waiting, poolThreads, cores }: Situation,
  plan: OverlapPlan,
  slots: number,
  { server }: Bound,
): string[] {
  const { task, turns, operations, idleMs, computingMs, independence, kind } = plan.work;
  const name = task && task.name !== '(top level)' ? nameOf(task) : null;
  const who = name === null ? 'The program' : asSentence(name);
  const what =
    turns === null
      ? `waits ${percent(waiting)} of its time`
      : `awaits ${operations ?? turns} operations${kind ? ` (${kind})` : ''} one after the other`;
  const lines = [`${who} ${what}: ${duration(idleMs)} of ${duration(baseMs)} in which nothing else is done.`];
  if (independence === 'shown') lines.push('The loop itself shows no turn that needs the result of the one before.');
  if (independence === 'undecided')
    lines.push(
      'The source shows neither that a turn needs the result of the one before nor that none does: look at it.',
    );
  if (independence === 'unlikely') lines.push('The source does not show that its turns are independent of each other.');
  if (server === 'pool') lines.push(`Libuv’s pool has ${poolThreads} threads, and ${cores} processors are there.`);
  else if (server === 'children' && plan.most <= cores)
    lines.push(
      `The children compute on ${cores} processors; one that waits to start fills the time in which another ends.`,
    );
  else if (slots >= plan.most) lines.push(`More than ${slots} at a time are not served at once.`);
  else if (slots >= kneeOf(plan.work))
    lines.push(
      `Beyond ${Math.ceil(kneeOf(plan.work))} at a time the main thread itself is the limit: each turn computes ${duration(computingMs / (turns ?? 1))}. Some more keep it busy where answers come together.`,
    );
  else lines.push(`With more than ${slots} at a time the program gains next to nothing.`);
  return lines;
}

function wouldChangeIf({ independence }: SerialWork, { server }: Bound): string[] {
  return [
    ...(independence === 'shown' ? [] : ['Each turn needs the result of the one before.']),
    ...(server === 'others' ? ['The other side serves fewer at once, or answers slower under load.'] : []),
    ...(server === 'pool' || server === 'children' ? ['Other programs need the processors.'] : []),
  ];
}

/** The function that is called awaits in a loop of its own: all of it in flight takes more than the outer loop. */
function caveatsOfLoops({ outerTurns, called, task }: SerialWork, slots: number): string[] {
  if (typeof outerTurns !== 'number' || outerTurns >= slots) return [];
  const [inner, outer] = [nameOf(called) ?? 'what it calls', nameOf(task) ?? 'the outer loop'];
  return [
    asSentence(
      `${outer} goes round only ${outerTurns} times: ${slots} in flight takes one limit for its loop and those in ${inner} together.`,
    ),
  ];
}

export function caveatsOf({ server }: Bound): string[] {
  const order = 'Side effects may happen in another order.';
  if (server !== 'others') return [order];
  return ['How many requests the other side serves at once was not measured: start lower and raise the limit.', order];
}
