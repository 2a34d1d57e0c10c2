/** Everything that filled the main thread's time, in one table: the verdict's class and cause are read off it. */
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { Cause } from '../../report.ts';
import { asynchronousFileNodes } from '../asyncFileCalls.ts';
import type { BlockedOfSample } from '../blockedTime.ts';
import type { FunctionInfo } from '../describeFrames.ts';
import type { OffThreadWork } from '../offThread.ts';
import { functionOfNode, type SampledThread } from '../threadRuns.ts';
import type { TimeBudget } from '../timeBudget.ts';
import { isLock } from '../waitingFunctions.ts';
import type { ReasonToWait } from './reasonsToWait.ts';

/** What a stretch of the main thread's time was; `cause` is null where nobody knows what the event loop waited for. */
export interface Activity {
  /** By the rule: own CPU, and waiting while the program's own helpers compute, is computing; the rest is waiting. */
  readonly side: 'computing' | 'waiting';
  readonly cause: Cause | null;
  /** Microseconds of the main thread; all activities sum to the measured time. */
  readonly time: number;
  /** It idles, and its workers are the ones that wait for this, or for nothing known. */
  readonly inWorkers?: true;
}

export function listActivities(
  main: SampledThread,
  budget: TimeBudget,
  blockedOfSample: BlockedOfSample,
  offThread: OffThreadWork,
  reasons: readonly ReasonToWait[],
  stretch: { readonly first: number; readonly end: number },
): Activity[] {
  const cpu = splitCpu(main, budget, blockedOfSample, stretch);
  const lockShare = shareOfLocks(main, blockedOfSample, stretch);
  const blockedAlone = Math.max(0, budget.blocked - offThread.awaitedBlocked);
  const { threadPool, workers, childProcesses } = offThread.awaited;
  const waitedForHelpers = threadPool + workers + childProcesses - offThread.awaitedBlocked;
  return [
    computing('javascript', cpu.javascript),
    computing('native', cpu.native),
    computing('synchronous-io', cpu.system),
    computing('garbage-collection', budget.gc),
    computing('thread-pool', threadPool),
    computing('workers', workers),
    computing('child-processes', childProcesses),
    waiting('lock', blockedAlone * lockShare),
    waiting('synchronous-io', blockedAlone * (1 - lockShare)),
    ...reasons.map(({ cause, share, inWorkers }): Activity => {
      const idle = waiting(cause, share * Math.max(0, budget.wait - waitedForHelpers));
      return inWorkers ? { ...idle, inWorkers } : idle;
    }),
  ];
}

const computing = (cause: Cause, time: number): Activity => ({ side: 'computing', cause, time });
const waiting = (cause: Cause | null, time: number): Activity => ({ side: 'waiting', cause, time });

/** `(program)` (parser, compiler, event loop) is shared out as the rest is. */
function splitCpu(
  main: SampledThread,
  budget: TimeBudget,
  blockedOfSample: BlockedOfSample,
  { first, end }: { readonly first: number; readonly end: number },
) {
  const { columns, isIdle } = main;
  const time = { javascript: 0, native: 0, system: 0 };
  const isAsynchronous = asynchronousFileNodes(main);
  columns.nodeOfSample.forEach((node, sample) => {
    if (node < 0 || isIdle[sample] === 1 || sample < first || sample >= end) return;
    const info = functionOfNode(main, node);
    if (info.pseudo !== null) return;
    const duration = endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
    time[isAsynchronous[node] === 1 ? 'javascript' : kindOfCpu(info)] += duration - (blockedOfSample[sample] as number);
  });
  const known = time.javascript + time.native + time.system;
  if (!(known > 0)) return { javascript: budget.cpu, native: 0, system: 0 };
  const scale = budget.cpu / known;
  return { javascript: time.javascript * scale, native: time.native * scale, system: time.system * scale };
}

const kindOfCpu = (info: FunctionInfo) => (info.isSystemCall ? 'system' : info.isNativeWork ? 'native' : 'javascript');

/** Atomics.wait is charged to the JS function that calls it; all other calls that block are native work. */
export function shareOfLocks(
  main: SampledThread,
  blockedOfSample: BlockedOfSample,
  { first, end }: { readonly first: number; readonly end: number },
): number {
  let lock = 0;
  let total = 0;
  main.columns.nodeOfSample.forEach((node, sample) => {
    const blocked = blockedOfSample[sample] as number;
    if (blocked === 0 || node < 0 || sample < first || sample >= end) return;
    const info = functionOfNode(main, node);
    total += blocked;
    if (isLock(info) || (!info.isNativeWork && !info.isSystemCall && info.pseudo === null)) lock += blocked;
  });
  return total > 0 ? lock / total : 0;
}
