/** The process at the other end: says that it is there, answers messages, fills its thread pool, starts workers. */
import { pbkdf2 } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { cpuMs, nowMs } from './clock.ts';

export interface ChildReady {
  readonly rssBytes: number;
  /** Since its start. */
  readonly cpuMs: number;
}

export type ChildOrder =
  /** So many operations of the pool at once. Answer: PoolTimes. */
  | { readonly order: 'pool'; readonly operations: number; readonly iterations: number }
  /** So many idle workers. Answer: bytes that one of them keeps resident. */
  | { readonly order: 'workers'; readonly count: number };

export interface PoolTimes {
  readonly ms: number;
  /** Of all threads of the process. */
  readonly cpuMs: number;
}

export function serveAsChild(): void {
  const answer = (value: unknown) => process.send?.(value);
  process.on('message', (message: unknown) => {
    if (!isOrder(message)) answer(0);
    else void (message.order === 'pool' ? fillPool(message) : startWorkers(message)).then(answer);
  });
  process.once('disconnect', () => process.exit());
  answer({ rssBytes: process.memoryUsage.rss(), cpuMs: cpuMs() } satisfies ChildReady);
}

const isOrder = (message: unknown): message is ChildOrder =>
  typeof message === 'object' && message !== null && 'order' in message;

async function fillPool({ operations, iterations }: ChildOrder & { order: 'pool' }): Promise<PoolTimes> {
  const startMs = nowMs();
  const cpuBeforeMs = cpuMs();
  await Promise.all(Array.from({ length: operations }, () => hash(iterations)));
  return { ms: nowMs() - startMs, cpuMs: cpuMs() - cpuBeforeMs };
}

const hash = (iterations: number): Promise<void> =>
  new Promise((resolve, reject) =>
    pbkdf2('password', 'salt', iterations, 32, 'sha256', (error) => (error ? reject(error) : resolve())),
  );

async function startWorkers({ count }: ChildOrder & { order: 'workers' }): Promise<number> {
  const beforeBytes = process.memoryUsage.rss();
  for (let started = 0; started < count; started++) {
    const worker = new Worker(__filename);
    await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  }
  return (process.memoryUsage.rss() - beforeBytes) / count;
}
