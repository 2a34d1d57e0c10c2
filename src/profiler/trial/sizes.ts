/** A short search for the best size: doubled while it helps, then looked at on both sides of the best. Pure. */
import type { TrialModel } from '../trialResult.ts';
import type { ScalingPoint } from './scaling.ts';

/** A doubling that gains less than this is the last: one measurement of a busy machine is no more certain than that. */
const worthDoubling = 1.1;
/** Sizes closer than this factor differ less than two measurements of one of them. */
const worthRefining = 1.5;
/** Of sizes this close the smallest: each further worker costs memory, each call in flight a connection. */
const asGood = 0.95;
/** A fit of the scaling law needs four. */
const wantedPoints = 4;

/** Sizes from `first` to `largest`, doubled, then around the best; null when enough is known. */
export function nextSize(points: readonly ScalingPoint[], { first, largest }: SizeRange): number | null {
  if (points.length === 0) return first;
  const doubled = doublingAfter(points, largest);
  if (doubled !== null) return doubled;
  const sizes = points.map(({ size }) => size).sort((a, b) => a - b);
  const best = fastest(points).size;
  const neighbours = [sizes.find((size) => size > best), sizes.filter((size) => size < best).at(-1)];
  for (const other of neighbours) {
    if (other !== undefined && farApart(best, other)) return Math.round(Math.sqrt(best * other));
  }
  if (sizes.length >= wantedPoints) return null;
  for (let size = first; size <= largest; size++) if (!sizes.includes(size)) return size;
  return null;
}

/** And with a whole number between them. */
const farApart = (one: number, other: number) =>
  Math.max(one, other) >= worthRefining * Math.min(one, other) && Math.abs(one - other) > 1;

function doublingAfter(points: readonly ScalingPoint[], largest: number): number | null {
  const last = points.reduce((one, other) => (other.size > one.size ? other : one));
  if (last.size >= largest) return null;
  const before = points.filter(({ size }) => size < last.size);
  if (before.length > 0 && last.callsPerSecond < worthDoubling * fastest(before).callsPerSecond) return null;
  return Math.min(largest, last.size * 2);
}

/** The smallest that is as good as the fastest. */
export function bestSize(points: readonly ScalingPoint[]): number {
  const enough = asGood * fastest(points).callsPerSecond;
  return Math.min(...points.filter(({ callsPerSecond }) => callsPerSecond >= enough).map(({ size }) => size));
}

const fastest = (points: readonly ScalingPoint[]) =>
  points.reduce((best, point) => (point.callsPerSecond > best.callsPerSecond ? point : best));

export interface SizeRange {
  readonly first: number;
  readonly largest: number;
}

/** More connections at once than this would test the other side rather than the function. */
const mostInFlight = 256;
/** Each is a thread or a process with its own heap. */
const mostWorkers = 32;
/** On a small machine: enough sizes for a fit of the scaling law. */
const fewWorkers = 4;

/** Of less computing, more threads would be asked for than anybody wants. */
const leastShare = 1 / 16;

export interface Facts {
  readonly calls: number;
  readonly usableCores: number;
  /** Of the serial run, CPU time over wall time: a call that blocks its thread without computing leaves a core to others. */
  readonly cpuShare: number;
  /** Its waiting needs no thread: several calls in flight do it. */
  readonly isAsync: boolean;
  /** Over-subscription is looked at where a serial run is short. */
  readonly cheap: boolean;
}

/** Goetz: cores / share of computing ("Java Concurrency in Practice", 8.2), and half as much again where that is cheap. */
export function sizeRange(model: TrialModel, { calls, usableCores, cpuShare, isAsync, cheap }: Facts): SizeRange {
  if (model === 'async') return { first: Math.min(2, calls), largest: Math.min(calls, mostInFlight) };
  const filling = isAsync ? usableCores : usableCores / Math.min(1, Math.max(cpuShare, leastShare));
  const wanted = cheap ? Math.max(fewWorkers, Math.ceil(1.5 * filling)) : Math.ceil(filling);
  return { first: 1, largest: Math.max(1, Math.min(calls, mostWorkers, wanted)) };
}
