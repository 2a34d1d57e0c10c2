/** What libuv's thread pool gains from more threads, with work of its own kind: pbkdf2 computes and needs no memory. */
import type { ChildProcess } from 'node:child_process';
import type { ChildOrder, PoolTimes } from './child.ts';
import type { PoolRound } from './measurements.ts';
import { ask, startChild } from './peers.ts';

/** Long against a message to the pool, short enough for several rounds. */
const operationMs = 2;
/** A thread that is done earlier than the others idles for one of so many operations at most. */
const operationsPerThread = 4;
/** Larger pools have not been seen to gain anything for work that computes. */
const mostThreads = 64;

export interface Pool {
  readonly threads: number;
  readonly child: ChildProcess;
}

/** libuv's default is 4. */
export const poolSizes = (parallelism: number): number[] =>
  [...new Set([1, 2, 4, Math.min(parallelism, mostThreads)])].sort((a, b) => a - b);

export const startPools = (parallelism: number): Promise<Pool[]> =>
  Promise.all(
    poolSizes(parallelism).map(async (threads) => ({ threads, child: (await startChild('json', threads)).peer })),
  );

/** So many iterations make an operation of `operationMs`. */
export async function iterationsFor([pool]: readonly Pool[]): Promise<number> {
  const tried = 2000;
  const times: number[] = [];
  for (let time = 0; time < 4; time++) times.push((await fill(pool!.child, 1, tried)).ms);
  return Math.ceil((tried * operationMs) / Math.min(...times));
}

/** One round of all sizes. */
export async function measurePools(pools: readonly Pool[], iterations: number, rounds: PoolRound[]): Promise<void> {
  for (const { threads, child } of pools) {
    const operations = operationsPerThread * Math.max(2, threads);
    const { ms, cpuMs } = await fill(child, operations, iterations);
    rounds.push({ threads, operationsPerMs: operations / ms, operationsPerCpuMs: operations / cpuMs });
  }
}

const fill = async (child: ChildProcess, operations: number, iterations: number): Promise<PoolTimes> =>
  (await ask(child, { order: 'pool', operations, iterations } satisfies ChildOrder)) as PoolTimes;
