/** How long a program stood in the queue for a processor because of other programs. */
import type { Report, ThreadSummary } from '../report.ts';

export interface QueuedTime {
  readonly mainMs: number;
  /** Of the threads and processes that the main thread may wait for: of the slowest one. */
  readonly elsewhereMs: number;
  /** Of the time in which JavaScript computed or was ready to. */
  readonly shareOfComputing: number;
}

const none: QueuedTime = { mainMs: 0, elsewhereMs: 0, shareOfComputing: 0 };

/** A program that has this share of all processors queues behind its own threads, on a quiet machine too. */
const ownShare = 0.8;

/** libuv's default, where the report does not tell. */
const defaultPoolSize = 4;

export function queuedTime({ threads, verdict, run, threadPool }: Report): QueuedTime {
  const main = threads.find(({ kind }) => kind === 'main');
  const computingMs = main ? (main.budget.cpu + main.budget.gc) * main.wallMs : 0;
  const { offThreadCpuMs: cpu, offThreadDemandMs: demand = cpu } = verdict;
  const mainMs = main?.queuedMs ?? 0;
  const usedMs = Math.max(0, computingMs - mainMs) + cpu.threadPool + cpu.workers + cpu.childProcesses;
  if (!(run.wallMs > 0) || usedMs >= ownShare * run.cpuCount * run.wallMs) return none;
  // Whoever waits for several waits for the slowest.
  const slowest = (kind: ThreadSummary['kind']) =>
    Math.max(0, ...threads.filter((thread) => thread.kind === kind).map(({ queuedMs = 0 }) => queuedMs));
  const workersMs = Math.max(0, demand.workers - cpu.workers);
  const elsewhereMs =
    Math.max(0, demand.threadPool - cpu.threadPool) / (threadPool?.size ?? defaultPoolSize) +
    slowest('worker') +
    slowest('process');
  const readyMs = computingMs + demand.workers;
  return { mainMs, elsewhereMs, shareOfComputing: readyMs > 0 ? Math.min(1, (mainMs + workersMs) / readyMs) : 0 };
}
