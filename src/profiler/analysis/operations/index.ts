/** Asynchronous operations → the I/O table, the waiting tree, the tasks, the pool, and what the verdict needs of them. */
import type { FunctionRanges } from '../../capture/format/functionRanges.ts';
import type { IoOperation, Task, ThreadPoolReport, WaitingNode } from '../../report.ts';
import type { CallCounts } from '../callCounts.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import type { SourceMaps } from '../sourceMaps.ts';
import type { ThreadRun } from '../threadRuns.ts';
import { findBusyStreaks, findReadyTimes } from './callbackDelay.ts';
import { describeCallSites } from './callSites.ts';
import { listFunctionTasks } from './functionTasks.ts';
import { shareIdleTime } from './idleShares.ts';
import { listIo } from './ioTable.ts';
import { defaultPoolSize, queueForPool } from './poolQueue.ts';
import { readOperations } from './readOperations.ts';
import { findSites } from './sites.ts';
import { describeThreadPool } from './threadPool.ts';
import { growWaitingTree } from './waitingTree.ts';
import { summariseWaiting, type WaitingSummary } from './waitingSummary.ts';

export interface OperationsInput {
  readonly threads: readonly ThreadRun[];
  readonly measured: readonly MeasuredThread[];
  readonly main: MeasuredThread | null;
  readonly maps: SourceMaps;
  readonly functionRanges: FunctionRanges;
  readonly counts: CallCounts;
  readonly endMicros: number;
}

export interface OperationsReport {
  readonly io: IoOperation[];
  readonly tasks: Task[];
  readonly waiting: WaitingNode | undefined;
  readonly threadPool: ThreadPoolReport | undefined;
  /** Null where no operations were recorded: the verdict then goes by counts of open resources. */
  readonly summary: WaitingSummary | null;
  readonly traced: number;
  readonly started: number | null;
}

export function analyseOperations(input: OperationsInput): OperationsReport {
  const { threads, measured, main, maps, functionRanges, counts, endMicros } = input;
  const operations = readOperations(
    threads.map((thread) => ({
      events: thread.events,
      endMicros: thread.entry.endMicros ?? thread.samples?.columns.endMicros ?? endMicros,
    })),
  );
  const ofThread = threads.map((run) => measured.find((one) => one.run === run) ?? null);
  const mainThread = main ? threads.indexOf(main.run) : -1;
  const functions = measured.flatMap(({ samples }) => samples.functionOfFrame);
  const sites = findSites(operations, describeCallSites(operations.paths, maps, functionRanges, functions));
  const ready = findReadyTimes(
    operations,
    ofThread.map((thread) => (thread ? findBusyStreaks(thread.samples) : null)),
  );
  const tasks = listFunctionTasks({ operations, sites, ready, threads: measured, counts });
  if (operations.count === 0 && operations.started === null) {
    return { io: [], tasks, waiting: undefined, threadPool: undefined, summary: null, traced: 0, started: null };
  }
  const idle = shareIdleTime(operations, main?.samples ?? null, mainThread);
  const pids = [...new Set([main?.run.entry.pid ?? -1, ...threads.map(({ entry }) => entry.pid)])];
  const sizes = pids.map(() => defaultPoolSize);
  const poolOfThread = threads.map(({ entry }) => pids.indexOf(entry.pid));
  const queue = queueForPool(operations, ready, poolOfThread, sizes);
  return {
    io: listIo(operations, sites, ready, idle, queue),
    tasks,
    waiting: growWaitingTree(operations, sites, ready, idle),
    threadPool: describeThreadPool(
      operations,
      sites,
      ready,
      queue,
      sizes[0] as number,
      (row) => poolOfThread[operations.thread[row] as number] === 0,
    ),
    summary: summariseWaiting(operations, sites, idle),
    traced: operations.count,
    started: operations.started,
  };
}
