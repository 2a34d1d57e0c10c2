/** Measured activities → class, cause and how sure we are. DESIGN: waiting of 0.7 is I/O-bound, of 0.3 CPU-bound. */
import type { BoundClass, Cause } from '../../report.ts';
import type { InFlight } from '../inFlight.ts';
import type { Activity } from './activities.ts';
import { confidenceOf } from './confidence.ts';

export const ioBoundFrom = 0.7;
export const cpuBoundUpTo = 0.3;

/**
 * Fewest samples to judge by: with 50 the computing share is known to 0.07 (one standard error at 0.5), a third of the
 * distance from the middle to the border of a class.
 */
export const fewestSamples = 50;
/** What was not profiled is unknown. With less than this, the unknown part alone would decide. */
const leastProfiled = 0.5;
/**
 * Fewer exchanges than this under way, on average: there is next to no load. One kept-alive connection beside some
 * housekeeping timer counts a half, a client that asks all the time at least nine tenths.
 */
const idleServerExchanges = 0.6;
/** With this many connections open a server has clients, even where what it does for them leaves no trace. */
const idleServerSockets = 8;
/**
 * Collecting garbage is named as the cause from a third of all computing: halving the allocations then gains as much as
 * making the hottest function a fifth faster usually does.
 */
const garbageDominates = 1 / 3;

export interface Judgement {
  readonly class: BoundClass;
  readonly cause: Cause | null;
  readonly confidence: number;
  /** Share of the main thread's time. */
  readonly computing: number;
  /** Why there is no answer; null when there is one. */
  readonly missing: 'samples' | 'profile' | 'load' | null;
}

export interface Facts {
  readonly activities: readonly Activity[];
  /** After start-up. */
  readonly programSamples: number;
  /** Of the main thread's life, how much its samples cover. */
  readonly profiledShare: number;
  readonly inFlight: InFlight;
  /** Whether the thread's own CPU clock was there: without it blocked time is a guess. */
  readonly hasClocks: boolean;
}

export function judge({ activities, programSamples, profiledShare, inFlight, hasClocks }: Facts): Judgement {
  const computing = computingOf(activities);
  const missing = whatIsMissing(programSamples, profiledShare, sum(activities), computing, inFlight);
  if (missing !== null) return { class: 'insufficient-data', cause: null, confidence: 0, computing, missing };
  const boundClass = classOf(computing);
  return {
    class: boundClass,
    cause: causeOf(boundClass, activities),
    confidence: confidenceOf(computing, programSamples, hasClocks),
    computing,
    missing: null,
  };
}

/** Share of the time; 0 where there is none. */
export function computingOf(activities: readonly Activity[]): number {
  const measured = sum(activities);
  return measured > 0 ? sum(activities.filter(({ side }) => side === 'computing')) / measured : 0;
}

export function classOf(computing: number): 'cpu-bound' | 'io-bound' | 'mixed' {
  const waiting = 1 - computing;
  if (waiting >= ioBoundFrom) return 'io-bound';
  return waiting <= cpuBoundUpTo ? 'cpu-bound' : 'mixed';
}

function whatIsMissing(
  samples: number,
  profiledShare: number,
  measured: number,
  computing: number,
  inFlight: InFlight,
): Judgement['missing'] {
  if (samples < fewestSamples || !(measured > 0)) return 'samples';
  if (profiledShare < leastProfiled) return 'profile';
  const { isServer, exchanges, sockets } = inFlight;
  const isIdle = exchanges < idleServerExchanges && sockets < idleServerSockets;
  // One that computes has its load, wherever it comes from; that an idle one waits says nothing about what limits it.
  return isServer && isIdle && classOf(computing) === 'io-bound' ? 'load' : null;
}

export function causeOf(boundClass: 'cpu-bound' | 'io-bound' | 'mixed', all: readonly Activity[]): Cause | null {
  const computing = all.filter(({ side }) => side === 'computing');
  const waiting = byCause(all.filter(({ side }) => side === 'waiting'));
  if (boundClass === 'io-bound') return largest(waiting).cause;
  const computed = sum(computing);
  const collecting = computing.find(({ cause }) => cause === 'garbage-collection');
  const mainWork =
    collecting && collecting.time >= garbageDominates * computed && computed > 0 ? collecting : largest(computing);
  return boundClass === 'mixed' ? largest([mainWork, ...waiting]).cause : mainWork.cause;
}

/** The main thread's own waiting and that for its workers are one where both are for the same. */
function byCause(activities: readonly Activity[]): Activity[] {
  const sums = new Map<Cause | null, Activity>();
  for (const activity of activities)
    sums.set(activity.cause, { ...activity, time: activity.time + (sums.get(activity.cause)?.time ?? 0) });
  return [...sums.values()];
}

const largest = (activities: readonly Activity[]): Activity =>
  activities.reduce((best, next) => (next.time > best.time ? next : best));

const sum = (activities: readonly Activity[]): number => activities.reduce((total, { time }) => total + time, 0);
