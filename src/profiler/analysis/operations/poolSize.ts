import type { ProcessClocks } from '../cpuClocks.ts';
import type { ThreadRun } from '../threadRuns.ts';

/** libuv's own default. */
const defaultPoolSize = 4;
/** libuv's own limit. */
const largestPoolSize = 1024;

/**
 * How many threads the pool of a process has. libuv starts all of them at the first use, so the system's list of threads
 * knows best (the size may be set by the program itself); it is to be trusted from Node 22 on, where they have a name.
 */
export function sizeOfPool(threads: readonly ThreadRun[], clocks: readonly ProcessClocks[], pid: number): number {
  const main = threads.find(({ entry }) => entry.pid === pid && entry.threadId === 0);
  const started = main?.events.find((event) => event.k === 'thread');
  const seen = clocks.find((process) => process.pid === pid)?.threads.filter(({ role }) => role === 'pool').length ?? 0;
  const isNamed = Number(/^v(\d+)/.exec(main?.entry.nodeVersion ?? '')?.[1] ?? 0) >= 22;
  if (seen > 0 && isNamed) return seen;
  return Math.min(largestPoolSize, started?.threadPoolSize ?? defaultPoolSize);
}
