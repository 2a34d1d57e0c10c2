/** Asynchronous operations → the I/O table, the waiting tree, the tasks, the pool, and what the verdict needs of them. */
import type { FunctionRanges } from '../../capture/format/functionRanges.ts';
import type { InFlightOverTime, IoOperation, Task, ThreadPoolReport, WaitingNode } from '../../report.ts';
import type { CallCounts } from '../callCounts.ts';
import type { ProcessClocks } from '../cpuClocks.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import { measureInFlightOverTime } from '../overTime/inFlightOverTime.ts';
import type { SourceMaps } from '../sourceMaps.ts';
import type { ThreadRun } from '../threadRuns.ts';
import { findBusyStreaks, findReadyTimes } from './callbackDelay.ts';
import { describeCallSites, type AwaitsInSource } from './callSites.ts';
import { listFunctionTasks } from './functionTasks.ts';
import { idleTime, shareIdleTime } from './idleShares.ts';
import { listIo } from './ioTable.ts';
import { sizeOfPool } from './poolSize.ts';
import { queueForPool } from './poolQueue.ts';
import { readOperations } from './readOperations.ts';
import { listMeasureTasks } from './measureTasks.ts';
import { listRequestTasks } from './requestTasks.ts';
import { readRequests, rowsByRequest, type ServedRequest } from './requests.ts';
import { findSites } from './sites.ts';
import { describeThreadPool } from './threadPool.ts';
import { spansOf } from './walk.ts';
import { growWaitingTree } from './waitingTree.ts';
import { ownWaits, summariseWaiting, type WaitingSummary } from './waitingSummary.ts';

/** The heaviest ones. */
const mostTasks = 200;

export interface OperationsInput {
  readonly threads: readonly ThreadRun[];
  readonly measured: readonly MeasuredThread[];
  readonly main: MeasuredThread | null;
  readonly clocks: readonly ProcessClocks[];
  readonly maps: SourceMaps;
  readonly functionRanges: FunctionRanges;
  readonly awaits: AwaitsInSource;
  readonly counts: CallCounts;
  readonly startMicros: number;
  readonly endMicros: number;
}

export interface OperationsReport {
  readonly io: IoOperation[];
  readonly tasks: Task[];
  readonly waiting: WaitingNode | undefined;
  readonly threadPool: ThreadPoolReport | undefined;
  readonly inFlightOverTime: InFlightOverTime | undefined;
  /**
   * What the main thread waited for from one moment to another. Null where no operations were recorded: the verdict then
   * goes by counts of open resources.
   */
  waitingBetween(from: number, to: number): WaitingSummary | null;
  readonly isRecorded: boolean;
  readonly traced: number;
  readonly started: number | null;
}

const nothing: OperationsReport = {
  io: [],
  tasks: [],
  waiting: undefined,
  threadPool: undefined,
  inFlightOverTime: undefined,
  waitingBetween: () => null,
  isRecorded: false,
  traced: 0,
  started: null,
};

export function analyseOperations(input: OperationsInput): OperationsReport {
  const { threads, measured, main, maps, functionRanges, awaits, counts, startMicros, endMicros } = input;
  const recorded = threads.map((thread) => ({
    events: thread.events,
    endMicros: thread.entry.endMicros ?? thread.samples?.columns.endMicros ?? endMicros,
  }));
  const operations = readOperations(recorded);
  const requests = readRequests(recorded);
  const ofThread = threads.map((run) => measured.find((one) => one.run === run) ?? null);
  const mainThread = main ? threads.indexOf(main.run) : -1;
  const functions = measured.flatMap(({ samples }) => samples.functionOfFrame);
  const callSites = describeCallSites(operations.paths, maps, functionRanges, awaits, functions);
  const sites = findSites(operations, callSites);
  const ready = findReadyTimes(
    operations,
    ofThread.map((thread) => (thread ? findBusyStreaks(thread.samples) : null)),
  );
  const spans = spansOf(operations, operations.end);
  const waits = spansOf(operations, ready);
  const rowsOfRequest = rowsByRequest(operations);
  const callSiteOf = ({ thread, path }: ServedRequest) => callSites[operations.pathOf(thread, path)] ?? null;
  const tasks = [
    ...listFunctionTasks({
      operations,
      sites,
      waits,
      rowsOfRequests: [...rowsOfRequest.values()],
      threads: measured,
      counts,
    }),
    ...listRequestTasks({ operations, ready, requests, rowsOfRequest, callSiteOf, startMicros }),
    ...listMeasureTasks(
      ofThread.map((thread, number) => ({ measured: thread, number })),
      operations,
      ready,
      startMicros,
    ),
  ]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostTasks)
    .map(({ task }) => task);
  if (operations.count === 0 && operations.started === null) {
    return { ...nothing, tasks };
  }
  const idle = shareIdleTime(operations, spans, main?.samples ?? null, mainThread);
  const pids = [...new Set([main?.run.entry.pid ?? -1, ...threads.map(({ entry }) => entry.pid)])];
  const sizes = pids.map((pid) => sizeOfPool(threads, input.clocks, pid));
  const poolOfThread = threads.map(({ entry }) => pids.indexOf(entry.pid));
  const queue = queueForPool(operations, waits, poolOfThread, sizes);
  const workers = threads.flatMap(({ entry }, number) =>
    poolOfThread[number] === 0 && entry.kind === 'worker' ? [number] : [],
  );
  return {
    io: listIo(operations, sites, waits, idle, queue),
    tasks,
    waiting: growWaitingTree(
      operations,
      sites,
      ready,
      idle,
      main && { startMicros, endMicros, idle: idleTime(main.samples) },
    ),
    threadPool: describeThreadPool(
      operations,
      sites,
      ready,
      queue,
      sizes[0] as number,
      (row) => poolOfThread[operations.thread[row] as number] === 0,
    ),
    inFlightOverTime: measureInFlightOverTime(operations, waits, startMicros, endMicros),
    waitingBetween: (from, to) =>
      summariseWaiting(
        operations,
        mainThread,
        shareIdleTime(operations, spans, main?.samples ?? null, mainThread, from, to),
        workers.length > 0,
        () =>
          workers.map((number) => {
            const samples = ofThread[number]?.samples ?? null;
            return ownWaits(operations, number, shareIdleTime(operations, spans, samples, number, from, to));
          }),
      ),
    isRecorded: true,
    traced: operations.traced,
    started: operations.started,
  };
}
