/** Everything that filled the main thread's time, in one table: the verdict's class and cause are read off it. */
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { Cause } from '../../report.ts';
import type { BlockedOfSample } from '../blockedTime.ts';
import type { InFlight } from '../inFlight.ts';
import type { OffThreadWork } from '../offThread.ts';
import { functionOfNode, type SampledThread } from '../threadRuns.ts';
import type { TimeBudget } from '../timeBudget.ts';
import { isLock } from '../waitingFunctions.ts';

/** Microseconds of the main thread by what it did; they sum to the measured time. */
export type Activities = Readonly<Record<Cause, number>>;

/** Computing, by the rule: own CPU, and waiting while the program's own helpers compute. */
export const computingCauses = [
  'javascript',
  'native',
  'garbage-collection',
  'thread-pool',
  'workers',
  'child-processes',
] as const satisfies readonly Cause[];
export const waitingCauses = [
  'synchronous-io',
  'lock',
  'serial-awaits',
  'concurrent-io',
  'timers',
] as const satisfies readonly Cause[];

/** Waiting in the event loop, in contrast to being blocked in a call. */
export const isEventLoopWait = (cause: Cause): boolean =>
  cause === 'serial-awaits' || cause === 'concurrent-io' || cause === 'timers';

export function measureActivities(
  main: SampledThread,
  budget: TimeBudget,
  blockedOfSample: BlockedOfSample,
  offThread: OffThreadWork,
  inFlight: InFlight,
): Activities {
  const { javascript, native } = splitCpu(main, budget, blockedOfSample);
  const { lock, total } = splitBlocked(main, blockedOfSample);
  const blockedAlone = Math.max(0, budget.blocked - offThread.awaitedBlocked);
  const lockShare = total > 0 ? lock / total : 0;
  const { threadPool, workers, childProcesses } = offThread.awaited;
  const waitedForHelpers = threadPool + workers + childProcesses - offThread.awaitedBlocked;
  return {
    javascript,
    native,
    'garbage-collection': budget.gc,
    'thread-pool': threadPool,
    workers,
    'child-processes': childProcesses,
    lock: blockedAlone * lockShare,
    'synchronous-io': blockedAlone * (1 - lockShare),
    'serial-awaits': 0,
    'concurrent-io': 0,
    timers: 0,
    [reasonToWait(inFlight)]: Math.max(0, budget.wait - waitedForHelpers),
  };
}

/** `(program)` (parser, compiler, event loop) is shared out as the rest is. */
function splitCpu(main: SampledThread, budget: TimeBudget, blockedOfSample: BlockedOfSample) {
  const { columns, isIdle } = main;
  let javascript = 0;
  let native = 0;
  columns.nodeOfSample.forEach((node, sample) => {
    if (node < 0 || isIdle[sample] === 1) return;
    const info = functionOfNode(main, node);
    if (info.pseudo !== null) return;
    const time =
      endOfSample(columns, sample) - (columns.timeOfSample[sample] as number) - (blockedOfSample[sample] as number);
    if (info.isNativeWork) native += time;
    else javascript += time;
  });
  const known = javascript + native;
  const nativeShare = known > 0 ? native / known : 0;
  return { javascript: budget.cpu * (1 - nativeShare), native: budget.cpu * nativeShare };
}

/** Atomics.wait is charged to the JS function that calls it; all other calls that block are native frames. */
function splitBlocked(main: SampledThread, blockedOfSample: BlockedOfSample) {
  let lock = 0;
  let total = 0;
  main.columns.nodeOfSample.forEach((node, sample) => {
    const blocked = blockedOfSample[sample] as number;
    if (blocked === 0 || node < 0) return;
    const info = functionOfNode(main, node);
    total += blocked;
    if (isLock(info) || (!info.isNativeWork && info.pseudo === null)) lock += blocked;
  });
  return { lock, total };
}

/**
 * Up to this many requests open at a time is one after the other: a chain of awaits holds one, and now and then the next
 * request is counted beside the closing of the one before.
 */
const serialRequests = 1.5;
/** Fewer than this on average is a request now and then, beside what the program really waits for. */
const fewestRequests = 0.25;

export function reasonToWait(inFlight: InFlight): 'timers' | 'serial-awaits' | 'concurrent-io' {
  if (inFlight.requests > serialRequests) return 'concurrent-io';
  if (inFlight.requests >= fewestRequests || inFlight.timers === 0) return 'serial-awaits';
  return 'timers';
}
