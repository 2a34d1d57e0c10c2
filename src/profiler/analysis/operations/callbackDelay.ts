/**
 * How long operations really took. What is recorded ends with the callback, and a busy event loop calls back late: that
 * time is the loop's, not the operation's.
 */
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { SampledThread } from '../threadRuns.ts';
import type { Operations } from './readOperations.ts';

/** Tells by when the event loop has been busy without a break at a moment. */
export interface BusyStreaks {
  /** Start of the streak that `time` lies in; `time` itself while the loop is idle or nothing is known. */
  busySince(time: number): number;
}

export function findBusyStreaks({ columns, isIdle }: SampledThread): BusyStreaks {
  const { timeOfSample } = columns;
  const since = new Float64Array(timeOfSample.length);
  for (let i = 0; i < since.length; i++) {
    const continues = i > 0 && isIdle[i] === 0 && isIdle[i - 1] === 0;
    since[i] = continues ? (since[i - 1] as number) : (timeOfSample[i] as number);
  }
  return {
    busySince(time) {
      const sample = sampleAt(timeOfSample, time);
      if (sample < 0 || isIdle[sample] === 1 || time > endOfSample(columns, sample)) return time;
      return since[sample] as number;
    },
  };
}

/** The last sample taken before `time`: an idle one proves that nothing was ready yet. */
function sampleAt(timeOfSample: Float64Array, time: number): number {
  let low = -1;
  let high = timeOfSample.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((timeOfSample[middle] as number) < time) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * By operation: when it was ready to be called back. A timer is when it was due. Of all others it is only known that they
 * were ready at some moment of the busy streak right before the callback, so half of that streak is taken off; where the
 * loop was never idle while the operation was open, half of its whole time.
 */
export function findReadyTimes(
  { count, start, end, due, isOpen, thread }: Operations,
  streaks: readonly (BusyStreaks | null)[],
): Float64Array {
  const ready = new Float64Array(count);
  for (let row = 0; row < count; row++) {
    const [from, to] = [start[row] as number, end[row] as number];
    const untilDue = due[row] as number;
    const busy = isOpen[row] === 1 ? null : streaks[thread[row] as number];
    if (untilDue >= 0) ready[row] = Math.min(to, from + untilDue);
    else if (!busy) ready[row] = to;
    else ready[row] = to - Math.min(to - from, to - busy.busySince(to)) / 2;
  }
  return ready;
}
