/**
 * How much longer a program took because no processor was free, as far as it can be known: an upper bound, which counts as
 * noise between two runs. Time in the queue can explain no more than itself of a thread's own time. Of what the main thread
 * waited for, it can explain the part by which workers, children and pool were kept from computing.
 *
 * A program with many threads queues behind itself, too. What it computed itself no other program can have taken: the rest of
 * the processors' time is all that others may have delayed it by.
 */
import type { Report, ThreadSummary } from '../report.ts';

export interface QueuedTime {
  /** The main thread itself stood in the queue. */
  readonly mainMs: number;
  /** It may have waited this much longer in the event loop for its threads and processes, because they stood there. */
  readonly waitMs: number;
  /** The same in synchronous calls. */
  readonly blockedMs: number;
  /** All of them: by how much what was recorded may be longer. */
  readonly totalMs: number;
  /** Before and after: Node's own start and end, which the program cannot change, and in which nobody tells of a queue. */
  readonly outsideMs: number;
}

export function queuedTime(report: Report): QueuedTime {
  const main = mainThread(report);
  const [wait, blocked] = main ? [main.budget.wait * main.wallMs, main.budget.blocked * main.wallMs] : [0, 0];
  const freeMs = Math.max(0, report.run.cpuCount * report.run.wallMs - usedMs(report));
  const mainMs = Math.min(main?.queuedMs ?? 0, freeMs);
  const helpersMs = Math.min(delayOf(wait + blocked, report), freeMs);
  return {
    mainMs,
    waitMs: Math.min(wait, helpersMs),
    blockedMs: Math.min(blocked, helpersMs),
    totalMs: Math.min(mainMs + helpersMs, report.run.wallMs, freeMs),
    outsideMs: main ? Math.max(0, report.run.wallMs - main.wallMs) : 0,
  };
}

/**
 * Of a wait for helpers. If all were kept from computing alike, it is longer in the same proportion; the slowest one may
 * have been kept more than the others.
 */
function delayOf(waitingMs: number, { verdict, threads }: Report): number {
  const { offThreadCpuMs: cpu, offThreadDemandMs: demand = cpu } = verdict;
  const demandMs = demand.threadPool + demand.workers + demand.childProcesses;
  const queuedMs = Math.max(0, demandMs - cpu.threadPool - cpu.workers - cpu.childProcesses);
  const slowestMs = Math.max(0, ...threads.filter(({ kind }) => kind !== 'main').map(({ queuedMs = 0 }) => queuedMs));
  const alikeMs = demandMs > 0 ? Math.min(queuedMs, (waitingMs * queuedMs) / demandMs) : 0;
  return Math.min(waitingMs, Math.max(alikeMs, slowestMs));
}

/** Of the time in which these threads computed or were ready to: the main thread's where none is named. */
export function queuedShare({ threads }: Report, ids?: readonly string[]): number {
  const chosen = threads.filter(({ id, kind }) => (ids ? ids.includes(id) : kind === 'main'));
  const sum = (of: (thread: ThreadSummary) => number) => chosen.reduce((total, thread) => total + of(thread), 0);
  const readyMs = sum(computingMs);
  return readyMs > 0 ? Math.min(1, sum(({ queuedMs = 0 }) => queuedMs) / readyMs) : 0;
}

/** libuv's default, where the report does not tell. */
const defaultPoolSize = 4;

/**
 * For how long other programs held all processors, at least. While a thread is in the queue all of them are busy, and the
 * program's own other threads can have filled no more of that time than they computed in all.
 */
export function heldByOthersMs(report: Report): number {
  const { threads, verdict, run, threadPool } = report;
  const { offThreadCpuMs: cpu, offThreadDemandMs: demand = cpu } = verdict;
  const poolSize = threadPool?.size ?? defaultPoolSize;
  const waiting = [
    ...threads.map((thread) => ({ queuedMs: thread.queuedMs ?? 0, ranMs: ranMs(thread) })),
    { queuedMs: (demand.threadPool - cpu.threadPool) / poolSize, ranMs: cpu.threadPool / poolSize },
  ];
  const byOthers = waiting.map((one) => one.queuedMs - Math.max(0, usedMs(report) - one.ranMs) / run.cpuCount);
  return Math.max(0, ...byOthers);
}

/** CPU time of the whole program. */
function usedMs(report: Report): number {
  const { threadPool, workers, childProcesses } = report.verdict.offThreadCpuMs;
  const main = mainThread(report);
  return (main ? ranMs(main) : 0) + threadPool + workers + childProcesses;
}

const mainThread = ({ threads }: Report): ThreadSummary | undefined => threads.find(({ kind }) => kind === 'main');

/** The samples of a thread that stands in the queue show what it is about to compute. */
const computingMs = ({ budget, wallMs }: ThreadSummary): number => (budget.cpu + budget.gc) * wallMs;
const ranMs = (thread: ThreadSummary): number => Math.max(0, computingMs(thread) - (thread.queuedMs ?? 0));
