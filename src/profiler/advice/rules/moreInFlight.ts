import type { Recommendation } from '../../report.ts';
import { turnsAtBest } from '../atBest.ts';
import { boundOf, servedAnywhere, type Bound } from '../boundOf.ts';
import { findBoundedWork, type BoundedWork } from '../boundedWork.ts';
import { changeLimit } from '../changeLimit.ts';
import { duration, rounded, smallestGain } from '../rule.ts';
import type { Situation } from '../situation.ts';
import { speedOf } from '../speedup.ts';
import { speedups } from '../timesKnown.ts';

/**
 * What a service serves at once, when nobody knows: between the four that nearly every one serves and the 100 connections
 * that PostgreSQL accepts unless told otherwise, by equal chances for each doubling. The middle of that.
 */
const servedAsARule = Math.sqrt(servedAnywhere * 100);
/** A limit a little higher is not worth a change. */
const noticeablyMore = 1.5;
/** One number in flight does not tell whether the other side was at its limit. */
const confidenceInMore = 0.5;

/** Calls bounded by a limit, while the loop idles and nothing of this machine is used up: would more in flight help? */
export function adviseMoreInFlight(situation: Situation): Recommendation | null {
  const work = findBoundedWork(situation.report);
  if (work === null) return null;
  const bound = boundOf(work.kind, situation);
  const size = sizeOf(work, bound);
  const isMore = size >= noticeablyMore * work.limit;
  const inFlight = isMore ? size : work.limit;
  const { baseMs, report } = situation;
  const timeMs = (served: number) => timeWith(situation, work, bound, Math.min(inFlight, served));
  const range = speedups(baseMs, {
    slowest: timeMs(servedAnywhere),
    expected: timeMs(bound.server === 'others' ? Math.max(work.limit, servedAsARule) : inFlight),
    fastest: fastestMs(situation, work, bound, inFlight),
  });
  if (range.expected < smallestGain || (!isMore && !waitsForSlowest(work))) return null;
  return {
    id: 'async-more',
    title: titleOf(work, inFlight),
    model: 'async',
    size: inFlight,
    target: work.called,
    predictedSpeedup: { ...range, low: Math.max(1, range.low) },
    confidence: confidenceInMore * report.verdict.confidence,
    why: [
      `Never more than ${work.limit} of ${work.turns} operations (${work.kind}) were in flight, ${rounded(work.inFlight)} on average, and the event loop waited ${duration(work.idleMs)} for them.`,
      ...(waitsForSlowest(work)
        ? ['Groups of calls seem to wait for their slowest one: a limit lets the next call begin when any one ends.']
        : []),
    ],
    wouldChangeIf: ['The other side is at its limit already: then more in flight only wait longer, or are refused.'],
    caveats: [
      'How many the other side serves at once was not measured: raise the limit step by step, or let a trial find it.',
    ],
    action: inFlight > work.limit ? changeLimit(work.row, work.limit, inFlight) : null,
  };
}

/** In flight half more than the main thread can serve keeps it fed; never more than there are, or than the other side allows. */
function sizeOf({ turns, inFlight, idleMs, computingMs }: BoundedWork, { most, ready }: Bound): number {
  const knee = computingMs > 0 ? (inFlight * (idleMs + computingMs)) / computingMs : Infinity;
  return Math.floor(Math.min(most, turns, ready * knee));
}

/** Evenly bounded calls fill the limit nearly all the time. */
const waitsForSlowest = ({ inFlight, limit }: BoundedWork): boolean => inFlight * 1.25 < limit;

/** (T − C − W) + the longest of: the main thread, as many turns as before by so many at a time, what helpers compute. */
function timeWith(situation: Situation, work: BoundedWork, { server }: Bound, served: number): number {
  const { baseMs, cores, machine } = situation;
  const { idleMs, computingMs, inFlight, turns } = work;
  const rest = Math.max(0, baseMs - idleMs - computingMs);
  const all = idleMs + computingMs;
  const turnMs = (all * inFlight) / turns;
  // How much of their time in the queue for a processor comes back is not known.
  const helpersMs = (situation.helpersMs + situation.helpersDemandMs) / 2;
  const helpers =
    server === 'others' ? 0 : (Math.min(helpersMs, idleMs * inFlight) + computingMs) / speedOf(cores, cores, machine);
  return rest + Math.max(computingMs + turnMs, (all * inFlight) / Math.max(inFlight, served), helpers);
}

/** At best the calls that are left in flight at the end are short, and what lies beside the waiting is hidden by it. */
function fastestMs(situation: Situation, work: BoundedWork, { server }: Bound, served: number): number {
  const { helpersMs, cores, machine } = situation;
  const { idleMs, inFlight } = work;
  const { restMs, besideMs, computingMs } = turnsAtBest(situation, work);
  const onLoopMs = computingMs + besideMs;
  const ownMs = server === 'others' ? 0 : Math.min(helpersMs, idleMs * inFlight);
  const onAllMs = (ownMs + onLoopMs) / speedOf(cores, cores, machine);
  return restMs + Math.max(onLoopMs, onAllMs, ((idleMs + computingMs) * inFlight) / Math.max(inFlight, served));
}

function titleOf({ called, limit }: BoundedWork, inFlight: number): string {
  const what = called && called.name !== '(anonymous)' ? `calls of ${called.name}` : 'of the awaited operations';
  return inFlight > limit
    ? `Raise the limit: ${inFlight} ${what} in flight instead of ${limit}`
    : `Keep ${limit} ${what} in flight all the time, instead of waiting for groups of them`;
}
