/**
 * What ran beside the main thread: libuv's pool, worker threads, child processes; and how much of the main thread's
 * waiting they account for.
 */
import { accumulateSamples, growthIn, type Accumulated } from './accumulated.ts';
import type { BlockedOfSample } from './blockedTime.ts';
import type { ProcessClocks, ThreadClock } from './cpuClocks.ts';
import { endOfSample } from '../capture/format/cpuColumns.ts';
import { waitingShare, type SampledThread } from './threadRuns.ts';

export const helpers = ['threadPool', 'workers', 'childProcesses'] as const;
export type Helper = (typeof helpers)[number];
export type ByHelper = Readonly<Record<Helper, number>>;

export interface OffThreadWork {
  /** Microseconds on a processor. */
  readonly cpu: ByHelper;
  /** The same with the time spent in the queue for a processor. */
  readonly demand: ByHelper;
  /** Microseconds that the main thread waited or was blocked while they computed, or were ready to. */
  readonly awaited: ByHelper;
  /** Of `awaited`, the part in which the main thread was blocked in a call. */
  readonly awaitedBlocked: number;
}

/** V8's helper threads are garbage collection and compilation, and 'profiler' is ourselves: neither is the program's pool. */
function helperOf(clock: ThreadClock, ownProcess: boolean): Helper | null {
  switch (clock.role) {
    case 'v8':
    case 'profiler':
      return null;
    case 'main':
      return ownProcess ? null : 'childProcesses';
    case 'worker':
      return ownProcess ? 'workers' : 'childProcesses';
    case 'pool':
    case 'other': // threads of add-ons work for the program as the pool does
      return ownProcess ? 'threadPool' : 'childProcesses';
  }
}

export interface Contribution {
  readonly helper: Helper;
  readonly cpu: Accumulated;
  readonly demand: Accumulated;
}

/**
 * Most that a thread can have wanted to compute while it queued, in times of what it did compute: with ten programs a
 * processor it gets a tenth. Beyond that it only woke up late: on a crowded machine a pool thread queues 100 ms for 60 µs.
 */
const mostQueued = 10;

function demandOf({ cpu, demand }: ThreadClock): Accumulated {
  const last = cpu.values.length - 1;
  const used = cpu.values[last] ?? 0;
  const queued = (demand.values[last] ?? 0) - used;
  if (queued <= mostQueued * used) return demand;
  const counted = (mostQueued * used) / queued;
  const values = Float64Array.from(cpu.values, (at, row) => at + ((demand.values[row] as number) - at) * counted);
  return { times: cpu.times, values };
}

/** Who worked beside the main thread. `estimates` stand in where the main process has no clocks per thread. */
export function listContributions(
  clocks: readonly ProcessClocks[],
  mainPid: number,
  estimates: readonly Contribution[],
): Contribution[] {
  const list: Contribution[] = [...estimates];
  for (const process of clocks) {
    const own = process.pid === mainPid;
    for (const clock of process.threads) {
      const helper = helperOf(clock, own);
      if (helper !== null) list.push({ helper, cpu: clock.cpu, demand: demandOf(clock) });
    }
    if (!own && process.threads.length === 0) {
      list.push({ helper: 'childProcesses', cpu: process.process, demand: process.process });
    }
    list.push({ helper: 'childProcesses', cpu: process.foreignChildren, demand: process.foreignChildren });
  }
  return list;
}

/** Where clocks are missing: what to divide the run into. Also the agent's usual distance between two readings. */
const defaultWindowMicros = 100_000;

export function windowEdges(clocks: ProcessClocks | undefined, from: number, to: number): number[] {
  const inside = clocks ? [...clocks.times].filter((time) => time > from && time < to) : [];
  if (inside.length === 0) {
    for (let time = from + defaultWindowMicros; time < to; time += defaultWindowMicros) inside.push(time);
  }
  return [from, ...inside, to];
}

/**
 * Waiting counts as waiting for helpers only as far as they used a processor in the same window: a pool that spends
 * 2 ms on `fs.stat` while the main thread sits out a timer of 98 ms accounts for 2 ms.
 */
export function measureOffThread(
  main: SampledThread,
  blockedOfSample: BlockedOfSample,
  working: readonly Contribution[],
  edges: readonly number[],
): OffThreadWork {
  const { columns } = main;
  const waiting = accumulateSamples(columns.timeOfSample, columns.endMicros, (sample) => waitingShare(main, sample));
  const blocked = accumulateSamples(columns.timeOfSample, columns.endMicros, (sample) => {
    const time = endOfSample(columns, sample) - (columns.timeOfSample[sample] as number);
    return time > 0 ? (blockedOfSample[sample] as number) / time : 0;
  });
  const cpu = { threadPool: 0, workers: 0, childProcesses: 0 };
  const demand = { threadPool: 0, workers: 0, childProcesses: 0 };
  const awaited = { threadPool: 0, workers: 0, childProcesses: 0 };
  let awaitedBlocked = 0;
  for (let i = 1; i < edges.length; i++) {
    const [from, to] = [edges[i - 1] as number, edges[i] as number];
    const wanted = { threadPool: 0, workers: 0, childProcesses: 0 };
    for (const { helper, cpu: used, demand: wish } of working) {
      cpu[helper] += growthIn(used, from, to);
      wanted[helper] += growthIn(wish, from, to);
    }
    const sum = wanted.threadPool + wanted.workers + wanted.childProcesses;
    for (const helper of helpers) demand[helper] += wanted[helper];
    if (!(sum > 0)) continue;
    const inCall = growthIn(blocked, from, to);
    const notComputing = growthIn(waiting, from, to) + inCall;
    const overlap = Math.min(notComputing, sum);
    for (const helper of helpers) awaited[helper] += (overlap * wanted[helper]) / sum;
    if (notComputing > 0) awaitedBlocked += (overlap * inCall) / notComputing;
  }
  return { cpu, demand, awaited, awaitedBlocked };
}
