/**
 * Which samples of a thread were blocked: in a call, but not on a processor. Between two readings of the thread's CPU
 * clock, blocked time is what is left of the busy time after CPU and the queue for a processor. It is charged to the
 * calls that are known to wait, then to native work, then to the rest.
 */
import { endOfSample } from '../capture/format/cpuColumns.ts';
import { accumulateSamples, growthIn } from './accumulated.ts';
import type { ThreadClock } from './cpuClocks.ts';
import { functionOfNode, type SampledThread } from './threadRuns.ts';
import { isLock, isSynchronousCall, waitTier, waitTiers } from './waitingFunctions.ts';

/** Microseconds that each sample was blocked; never more than it lasted. */
export type BlockedOfSample = Float64Array;

export function findBlockedTime(thread: SampledThread, clock: ThreadClock | null): BlockedOfSample {
  return clock === null ? blockedByName(thread) : blockedByClock(thread, clock);
}

/** Without a clock per thread only the calls that do nothing but wait are certain. */
function blockedByName(thread: SampledThread): BlockedOfSample {
  const { columns } = thread;
  return Float64Array.from(columns.nodeOfSample, (node, sample) => {
    if (node < 0) return 0;
    const info = functionOfNode(thread, node);
    const waits = isLock(info) || isSynchronousCall(info);
    return waits ? endOfSample(columns, sample) - (columns.timeOfSample[sample] as number) : 0;
  });
}

function blockedByClock(thread: SampledThread, clock: ThreadClock): BlockedOfSample {
  const { columns, isIdle } = thread;
  const blocked = new Float64Array(columns.nodeOfSample.length);
  const busy = accumulateSamples(columns.timeOfSample, columns.endMicros, (sample) => (isIdle[sample] === 1 ? 0 : 1));
  const excused = accumulateSamples(columns.timeOfSample, columns.endMicros, (sample) => {
    const node = columns.nodeOfSample[sample] as number;
    const pseudo = node >= 0 ? functionOfNode(thread, node).pseudo : null;
    return pseudo === 'gc' || pseudo === 'profiler' ? 1 : 0;
  });
  const { times } = clock.demand;
  const start = columns.timeOfSample[0] ?? columns.endMicros;
  let net = 0;
  let gross = 0;
  let sample = 0;
  for (let i = 1; i < times.length; i++) {
    const from = Math.max(times[i - 1] as number, start);
    const to = Math.min(times[i] as number, columns.endMicros);
    if (to <= from) continue;
    const idleCpu = growthIn(busy, from, to) - growthIn(clock.demand, from, to);
    // The collector sleeps while its helper threads work; that is collecting, not blocking. And the agent writes files.
    const missing = idleCpu > 0 ? Math.max(0, idleCpu - growthIn(excused, from, to)) : idleCpu;
    net += missing;
    while (sample < blocked.length && endOfSample(columns, sample) <= from) sample++;
    if (missing > 0) gross += charge(thread, blocked, sample, from, to, missing);
  }
  // Readings come a few milliseconds late or early, by turns; only what remains over the whole run is blocked time.
  const kept = gross > 0 ? Math.max(0, Math.min(1, net / gross)) : 0;
  return blocked.map((time) => Math.max(0, time * kept));
}

/** Charges up to `amount` to the samples in a window, the likeliest first; returns what found a place. */
function charge(
  thread: SampledThread,
  blocked: Float64Array,
  firstSample: number,
  from: number,
  to: number,
  amount: number,
): number {
  const { columns, isIdle } = thread;
  const timeOfTier = new Float64Array(waitTiers);
  const visit = (each: (sample: number, tier: number, time: number) => void) => {
    for (let i = firstSample; i < blocked.length && (columns.timeOfSample[i] as number) < to; i++) {
      const node = columns.nodeOfSample[i] as number;
      if (isIdle[i] === 1 || node < 0) continue;
      const time = Math.min(endOfSample(columns, i), to) - Math.max(columns.timeOfSample[i] as number, from);
      const tier = waitTier(functionOfNode(thread, node));
      if (time > 0 && tier !== null) each(i, tier, time);
    }
  };
  visit((_, tier, time) => (timeOfTier[tier] = (timeOfTier[tier] as number) + time));
  let left = amount;
  const shareOfTier = timeOfTier.map((time) => {
    const share = time > 0 ? Math.min(1, left / time) : 0;
    left -= share * time;
    return share;
  });
  visit((i, tier, time) => (blocked[i] = (blocked[i] as number) + time * (shareOfTier[tier] as number)));
  return amount - Math.max(0, left);
}
