/** Which function to hand to a worker: a coarse piece of work, not the line that burns. */
import type { HotFunction, Report } from '../report.ts';
import type { Calibration } from './calibration.ts';

/** A function that covers this much of the computing can be moved away as a whole. */
export const coversMost = 0.6;
/** A wrapper adds little to what it wraps: with nine tenths of its time a function with a name stands for it. */
const nearlySame = 0.9;
/**
 * Shortest call worth a message of its own, in round trips of an empty one. Arguments and a result of some ten kilobytes
 * make a round trip ten times as dear: a fifth of the call at most is then lost.
 */
const shortestInRoundTrips = 50;

export interface HandOver {
  readonly unit: HotFunction;
  /** Calls that can be dealt out one by one; null where they are unknown, too short, or just one: then its input is cut. */
  readonly pieces: number | null;
  /** Covers most of the computing inside the unit: what to hand over, many calls at a time, where the unit runs just once. */
  readonly inner: HotFunction | null;
}

/** The developer's functions that can be moved: a module's own top level cannot. */
export const movable = ({ hotFunctions }: Report): HotFunction[] =>
  hotFunctions.filter(
    ({ category, location, name }) => category === 'user' && location !== null && name !== '(top level)',
  );

/**
 * With exact counts the innermost function whose calls are many and long enough for a message each. Without, the outermost
 * that covers most of the computing: a message for every call of an inner one may cost more than the call.
 */
export function findHandOver(
  candidates: readonly HotFunction[],
  computingMs: number,
  machine: Calibration,
): HandOver | null {
  const covering = candidates
    .filter(({ totalMs }) => totalMs >= coversMost * computingMs)
    .sort((a, b) => b.totalMs - a.totalMs);
  const dealt = covering.findLast((one) => isWorthMessages(one, machine));
  if (dealt) return { unit: dealt, pieces: dealt.calls, inner: null };
  const outermost = covering[0] ?? largestTotal(candidates);
  if (!outermost) return null;
  const named = covering.find(
    ({ name, totalMs }) => name !== '(anonymous)' && totalMs >= nearlySame * outermost.totalMs,
  );
  // Of functions that run once, one within the other, the innermost is nearest to the loop whose input can be cut.
  const once = covering.findLast(({ calls, totalMs }) => calls === 1 && totalMs >= nearlySame * outermost.totalMs);
  const unit = (outermost.calls === 1 ? once : undefined) ?? named ?? outermost;
  const inner = covering.find(
    (one) => one !== unit && one !== outermost && one.name !== '(anonymous)' && one.totalMs <= unit.totalMs,
  );
  return { unit, pieces: null, inner: inner ?? null };
}

/** Null where it cannot be told: recursion counts the inner calls too, and they are part of the outer one. */
export const meanCallMs = ({ calls, totalMs, recursive }: HotFunction): number | null =>
  calls === null || calls === 0 || recursive === true ? null : totalMs / calls;

export const isTooShortForMessage = (one: HotFunction, machine: Calibration): boolean => {
  const mean = meanCallMs(one);
  return mean !== null && mean < shortestInRoundTrips * machine.roundTripMs;
};

const isWorthMessages = (one: HotFunction, machine: Calibration): boolean =>
  meanCallMs(one) !== null && (one.calls ?? 0) > 1 && !isTooShortForMessage(one, machine);

const largestTotal = (candidates: readonly HotFunction[]): HotFunction | undefined =>
  candidates.reduce<HotFunction | undefined>(
    (most, next) => (most && most.totalMs >= next.totalMs ? most : next),
    undefined,
  );
