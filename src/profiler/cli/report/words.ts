/** The report's vocabulary on a terminal. */
import type { BoundClass, Cause, Task } from '../../report.ts';
import { count } from '../quantities.ts';
import type { Tone } from '../terminal.ts';

export const className: Readonly<Record<BoundClass, string>> = {
  'cpu-bound': 'CPU-bound',
  'io-bound': 'I/O-bound',
  mixed: 'Mixed',
  'insufficient-data': 'Not enough data',
};

/** Where a column has little room. */
export const shortClassName: Readonly<Record<BoundClass, string>> = {
  'cpu-bound': 'CPU',
  'io-bound': 'I/O',
  mixed: 'mixed',
  'insufficient-data': '',
};

export const classTone: Readonly<Record<BoundClass, Tone>> = {
  'cpu-bound': 'red',
  'io-bound': 'blue',
  mixed: 'magenta',
  'insufficient-data': 'yellow',
};

export const causeName: Readonly<Record<Cause, string>> = {
  javascript: 'JavaScript on the main thread',
  native: 'native code on the main thread',
  'garbage-collection': 'garbage collection',
  'thread-pool': 'work in the thread pool',
  workers: 'work in worker threads',
  'child-processes': 'work in child processes',
  'synchronous-io': 'synchronous I/O',
  lock: 'waiting for a lock',
  'serial-awaits': 'awaiting one thing after the other',
  'concurrent-io': 'I/O in parallel',
  timers: 'waiting for timers',
};

/** How the operations of a task follow each other; empty where it starts none. */
export function awaitsInWords({ awaits, meanInFlight }: Pick<Task, 'awaits' | 'meanInFlight'>): string {
  if (awaits === null || awaits === undefined) return '';
  switch (awaits) {
    case 'single':
      return 'one a call';
    case 'serial':
    case 'serial-undecided':
    case 'serial-queue':
      return 'one by one';
    case 'serial-independent':
    case 'serial-steps':
      return 'one by one, independent';
    case 'concurrent':
      return `${inFlight(meanInFlight)} at a time`;
  }
}

/** Below two a tenth tells serial from nearly serial; above, it reads oddly in words. */
const inFlight = (mean: number): string => (mean < 1.95 ? mean.toFixed(1) : count(mean));
