/** The report's vocabulary as a reader meets it. */
import type {
  BoundClass,
  Cause,
  ConcurrencyModel,
  FrameCategory,
  RunInfo,
  Task,
  ThreadSummary,
} from '../../profiler/report.ts';
import type { TrialModel } from '../../profiler/trialResult.ts';
import { formatMs, formatWholeInFlight } from '../format.ts';

export const classTitle: Readonly<Record<BoundClass, string>> = {
  'cpu-bound': 'CPU-bound',
  'io-bound': 'I/O-bound',
  mixed: 'Mixed',
  'insufficient-data': 'Not enough data',
};

export const causeText: Readonly<Record<Cause, string>> = {
  javascript: 'JavaScript on the main thread',
  native: 'Native code on the main thread',
  'garbage-collection': 'Garbage collection',
  'thread-pool': 'Work in the thread pool',
  workers: 'Work in worker threads',
  'child-processes': 'Work in child processes',
  'synchronous-io': 'Synchronous input and output',
  lock: 'Waiting for a lock',
  'serial-awaits': 'Awaits one after another',
  'concurrent-io': 'Concurrent input and output',
  timers: 'Timers',
};

export const modelText: Readonly<Record<ConcurrencyModel, string>> = {
  keep: 'Keep as it is',
  optimize: 'Optimise the code',
  async: 'Bounded async',
  'thread-pool': 'libuv thread pool',
  'worker-threads': 'Worker threads',
  processes: 'Processes',
  hybrid: 'Workers and async',
  'distributed-queue': 'Distributed queue',
};

export const trialModelText: Readonly<Record<TrialModel, string>> = {
  serial: 'One after another',
  async: 'Bounded async',
  'worker-threads': 'Worker threads',
  processes: 'Processes',
  'distributed-queue': 'Distributed queue',
};

/** What `size` counts in each model: one of them, several of them. */
const counted: Readonly<Partial<Record<ConcurrencyModel, readonly [string, string]>>> = {
  async: ['operation in flight', 'operations in flight'],
  'thread-pool': ['pool thread', 'pool threads'],
  'worker-threads': ['worker thread', 'worker threads'],
  processes: ['process', 'processes'],
  hybrid: ['worker thread', 'worker threads'],
  'distributed-queue': ['consumer', 'consumers'],
};
export const sizeText = (model: ConcurrencyModel, size: number): string => counted[model]?.[size === 1 ? 0 : 1] ?? '';

export const categoryText: Readonly<Record<FrameCategory, string>> = {
  user: 'Your code',
  dependency: 'Dependency',
  node: 'Node.js',
  native: 'Built-in',
  gc: 'GC',
  program: 'V8 itself',
};

export const threadKindText: Readonly<Record<ThreadSummary['kind'], string>> = {
  main: 'Main thread',
  worker: 'Worker thread',
  process: 'Child process',
};

export const taskKindText: Readonly<Record<NonNullable<Task['kind']>, string>> = {
  function: 'Function',
  request: 'Request',
  measure: 'Measure',
};

/** How the operations of a task follow each other; a dash where it starts none. */
export function awaitText({ awaits, meanInFlight }: Pick<Task, 'awaits' | 'meanInFlight'>): string {
  if (awaits === null || awaits === undefined) return '–';
  switch (awaits) {
    case 'single':
      return 'one a call';
    case 'serial':
    case 'serial-undecided':
    case 'serial-queue':
      return 'one after another';
    case 'serial-independent':
    case 'serial-steps':
      return 'one after another, independent';
    case 'concurrent':
      return `${formatWholeInFlight(meanInFlight)} at a time`;
  }
}

/** `Worker thread 2`: several may have one name. */
export const threadKind = ({ kind, threadId, pid }: Pick<ThreadSummary, 'kind' | 'threadId' | 'pid'>): string =>
  kind === 'main' ? threadKindText.main : `${threadKindText[kind]} ${kind === 'worker' ? threadId : pid}`;

/** The limits are what the words promise: three in four, and better than an even guess by a clear margin. */
const confident = 0.85;
const fairlyConfident = 0.6;
export function confidenceText(confidence: number): string {
  if (confidence >= confident) return 'High confidence';
  return confidence >= fairlyConfident ? 'Moderate confidence' : 'Low confidence';
}

export function exitText({ exit, attached }: RunInfo): string {
  switch (exit.reason) {
    case 'stopped':
      return attached ? 'Attached, runs on' : 'Stopped by you';
    case 'killed':
      return exit.signal ? `Killed by ${exit.signal}` : 'Killed';
    case 'crashed':
      return exit.signal ? `Crashed with ${exit.signal}` : `Crashed with code ${exit.code ?? '?'}`;
    case 'exited':
      return `Exited with code ${exit.code ?? '?'}`;
  }
}

/** A sentence above the verdict when the run did not end as a run should; null otherwise. */
export function exitNotice(run: RunInfo): string | null {
  const { exit } = run;
  const after = formatMs(run.wallMs);
  switch (exit.reason) {
    case 'crashed':
      return `The program crashed after ${after}${exit.signal ? ` (${exit.signal})` : exit.code === null ? '' : ` (exit code ${exit.code})`}. The numbers cover the time until then; its own message is in the output.`;
    case 'killed':
      return `The program was killed after ${after}${exit.signal ? ` by ${exit.signal}` : ''}. Up to the last second before that is missing.`;
    case 'exited':
      return exit.code === null || exit.code === 0
        ? null
        : `The program ended with exit code ${exit.code} after ${after}. Check that it did the work that you meant to measure.`;
    case 'stopped':
      return null;
  }
}
