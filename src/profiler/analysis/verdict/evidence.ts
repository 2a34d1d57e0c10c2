/** The measured lines under the verdict: each one number, and only those that weigh. */
import type { Cause, Evidence, IoOperation, Location, ThreadPoolReport } from '../../report.ts';
import type { InFlight } from '../inFlight.ts';
import type { OffThreadWork } from '../offThread.ts';
import type { Responsible } from '../ownCode.ts';
import type { TimeBudget } from '../timeBudget.ts';
import type { Activity } from './activities.ts';
import type { Judgement } from './judge.ts';
import { whatWorkersDo } from './summary.ts';

/** An activity below this share of the main thread's time changes no decision. */
const weighs = 0.05;

const computingPhrases: Readonly<Partial<Record<Cause, string>>> = {
  javascript: 'JavaScript on the main thread',
  native: 'Synchronous native work on the main thread',
  'synchronous-io': 'Synchronous system calls on the main thread, computing in the kernel',
  'garbage-collection': 'Garbage collection on the main thread',
  'thread-pool': 'Waiting while libuv’s thread pool computes',
  workers: 'Waiting while worker threads compute',
  'child-processes': 'Waiting while child processes compute',
};
const waitingPhrases: Readonly<Partial<Record<Cause, string>>> = {
  'synchronous-io': 'Blocked in synchronous calls',
  lock: 'Blocked on a lock (Atomics.wait)',
  'serial-awaits': 'Waiting for I/O, one request at a time',
  'concurrent-io': 'Waiting for I/O, several requests at once',
  timers: 'Waiting for timers',
};

function phraseOf({ side, cause, inWorkers }: Activity): string {
  if (inWorkers) return `Waiting for worker threads that ${whatWorkersDo(cause)}`;
  const phrase = cause === null ? undefined : (side === 'computing' ? computingPhrases : waitingPhrases)[cause];
  return phrase ?? 'Waiting in the event loop, for what is not known';
}

export interface EvidenceFacts {
  readonly judgement: Judgement;
  readonly budget: TimeBudget;
  readonly activities: readonly Activity[];
  readonly offThread: OffThreadWork;
  readonly inFlight: InFlight;
  readonly hot: Responsible | null;
  /** After start-up. */
  readonly samples: number;
  readonly io: readonly IoOperation[];
  readonly threadPool: ThreadPoolReport | undefined;
}

export function listEvidence(facts: EvidenceFacts): Evidence[] {
  const { judgement, budget, activities, offThread, inFlight, hot, samples, io, threadPool } = facts;
  const share = (time: number) => (budget.measured > 0 ? time / budget.measured : 0);
  const evidence: Evidence[] = [
    {
      text: 'Share of the main thread’s time spent computing, here or in its helpers',
      value: judgement.computing,
      unit: 'share',
    },
  ];
  for (const activity of [...activities].sort((a, b) => b.time - a.time)) {
    if (share(activity.time) < weighs) continue;
    evidence.push({ text: phraseOf(activity), value: share(activity.time), unit: 'share' });
  }
  if (hot && share(hot.time) >= weighs) {
    evidence.push({
      text: `In ${hot.info.name} and what it calls outside your code`,
      value: hot.time / 1000,
      unit: 'ms',
    });
  }
  const waitsForTimers = activities.some(({ cause, time }) => cause === 'timers' && share(time) >= weighs);
  for (const row of io.slice(0, mostLines)) {
    // A timer that runs out while the program's own helpers compute is not what is waited for.
    if (row.kind === 'timer' && !waitsForTimers) continue;
    const idle = share((row.idleMs ?? 0) * 1000);
    if (idle >= weighs) evidence.push({ text: waitedFor(row), value: idle, unit: 'share' });
  }
  if (threadPool?.starved) evidence.push(...starvation(threadPool));
  for (const [text, time] of [
    ['CPU time in the thread pool', offThread.cpu.threadPool],
    ['CPU time in worker threads', offThread.cpu.workers],
    ['CPU time in child processes', offThread.cpu.childProcesses],
  ] as const) {
    if (share(time) >= weighs) evidence.push({ text, value: time / 1000, unit: 'ms' });
  }
  if (io.length === 0 && inFlight.readings > 0 && share(budget.wait) >= weighs) {
    evidence.push({ text: 'Requests in flight, on average', value: inFlight.requests, unit: 'count' });
  }
  evidence.push({ text: 'CPU samples of the main thread', value: samples, unit: 'count' });
  return evidence;
}

/** Lines of I/O; below the first few there is nothing that weighs as much. */
const mostLines = 3;

function waitedFor({ kind, operation, location, count, meanInFlight }: IoOperation): string {
  const what = kind === 'timer' ? 'a timer' : operation === undefined ? kind : `${operation} (${kind})`;
  const times = `${Math.round(count)} ${Math.round(count) === 1 ? 'time' : 'times'}`;
  return `Waiting for ${what}${at(location)}: ${times}, ${meanInFlight.toFixed(1)} in flight`;
}

/** Who fills the pool's threads, and who waits for one. */
function starvation({ size, queueMs, runMs, filledBy, waiting }: ThreadPoolReport): Evidence[] {
  const [filler] = filledBy;
  const [waiter] = waiting;
  const evidence: Evidence[] = [
    {
      text: `Of the time of operations in libuv’s pool of ${size} threads, the part spent waiting for a thread`,
      value: queueMs / (queueMs + runMs),
      unit: 'share',
    },
  ];
  if (filler) {
    evidence.push({
      text: `The pool’s threads were held by ${filler.kind}${at(filler.location)}`,
      value: filler.runMs,
      unit: 'ms',
    });
  }
  if (waiter) {
    evidence.push({
      text: `For a thread of the pool waited ${waiter.kind}${at(waiter.location)}`,
      value: waiter.queueMs,
      unit: 'ms',
    });
  }
  return evidence;
}

const at = (location: Location | null): string =>
  location === null ? '' : ` at ${location.file.split(/[\\/]/).at(-1) ?? location.file}:${location.line}`;
