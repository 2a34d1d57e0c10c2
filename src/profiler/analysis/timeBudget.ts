/**
 * What a thread did with its wall time. Waiting comes from the `(idle)` samples, never from event-loop utilisation: on
 * Linux the sampling signal makes an idle loop read 0.97 busy (1 ms interval, Node 18 to 26), while the idle samples of
 * the same loop add up to 0.995 of the time.
 */
import { endOfSample } from '../capture/format/cpuColumns.ts';
import type { Budget } from '../report.ts';
import type { BlockedOfSample } from './blockedTime.ts';
import { functionOfNode, type SampledThread } from './threadRuns.ts';

/** Microseconds; cpu, gc, blocked and wait sum to `measured`: from the first sample to the end, our own work left out. */
export interface TimeBudget {
  readonly cpu: number;
  readonly gc: number;
  readonly blocked: number;
  readonly wait: number;
  readonly measured: number;
  /** What the agent took on this thread. */
  readonly profiler: number;
}

/** Of the samples from `first` up to, and without, `end`. */
export function measureBudget(
  thread: SampledThread,
  blockedOfSample: BlockedOfSample,
  { first, end }: { first: number; end: number } = { first: 0, end: Infinity },
): TimeBudget {
  const { columns, isIdle, polling } = thread;
  const budget = { cpu: 0, gc: 0, blocked: 0, wait: 0, measured: 0, profiler: 0 };
  columns.nodeOfSample.forEach((node, sample) => {
    if (sample < first || sample >= end) return;
    const time = endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
    const blocked = blockedOfSample[sample] as number;
    const pseudo = node >= 0 ? functionOfNode(thread, node).pseudo : null;
    if (pseudo === 'profiler') {
      budget.profiler += time;
      return;
    }
    budget.measured += time;
    budget.blocked += blocked;
    if (isIdle[sample] === 1) {
      budget.wait += time - (polling[sample] as number);
      budget.cpu += polling[sample] as number;
    } else if (pseudo === 'gc') budget.gc += time - blocked;
    else budget.cpu += time - blocked;
  });
  return budget;
}

export const emptyBudget: TimeBudget = { cpu: 0, gc: 0, blocked: 0, wait: 0, measured: 0, profiler: 0 };

/** Shares of the measured time; all of it counts as waiting where nothing was measured. */
export function sharesOf({ cpu, gc, blocked, wait, measured }: TimeBudget): Budget {
  if (!(measured > 0)) return { cpu: 0, gc: 0, blocked: 0, wait: 1 };
  return { cpu: cpu / measured, gc: gc / measured, blocked: blocked / measured, wait: wait / measured };
}
