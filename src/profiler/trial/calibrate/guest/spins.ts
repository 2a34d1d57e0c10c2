/** How much faster several threads are: the same loop on one thread, and on more and more of them at once. */
import os from 'node:os';
import type { Worker } from 'node:worker_threads';
import { cpuMs, nowMs } from './clock.ts';
import type { SpinRound } from './measurements.ts';
import { nextMessage, startWorker } from './peers.ts';
import { spinCounts } from './spinCounts.ts';
import { ready, type SpinOrder, type SpinTimes } from './worker.ts';

/**
 * Long against the 0.05 to 0.1 ms by which threads start apart, and short, so that some rounds fall between what other
 * programs do.
 */
const spinMs = 10;
/** V8 has compiled a loop of a million turns for good after one or two of them. */
const compileRounds = 4;

export async function startSpinners(parallelism: number): Promise<Worker[]> {
  const count = spinCounts(parallelism).at(-1) ?? 1;
  return (await Promise.all(Array.from({ length: count }, startWorker))).map(({ peer }) => peer);
}

/** So many turns take `spinMs` on one thread; every thread has compiled the loop by then. */
export async function turnsFor(workers: readonly Worker[]): Promise<number> {
  const tried = 1_000_000;
  for (let time = 0; time < compileRounds; time++) await spinOn(workers, tried);
  const alone: number[] = [];
  for (let time = 0; time < compileRounds; time++) alone.push((await spinOn(workers.slice(0, 1), tried)).ms);
  return Math.ceil((tried * spinMs) / Math.min(...alone));
}

/** Rounds of all counts in turn until the time is over, at least two. Gives the cores that other programs used meanwhile. */
export async function measureSpins(
  workers: readonly Worker[],
  turns: number,
  budgetMs: number,
  rounds: SpinRound[],
): Promise<{ othersMs: number; wallMs: number }> {
  const counts = spinCounts(workers.length);
  const startMs = nowMs();
  const busyBefore = systemBusyMs();
  const ownBeforeMs = cpuMs();
  for (let round = 0; round < 2 || nowMs() - startMs < budgetMs; round++) {
    for (const count of counts) rounds.push(await spinOn(workers.slice(0, count), turns));
  }
  const othersMs = Math.max(0, systemBusyMs() - busyBefore - (cpuMs() - ownBeforeMs));
  return { othersMs, wallMs: nowMs() - startMs };
}

async function spinOn(workers: readonly Worker[], turns: number): Promise<SpinRound> {
  const gate = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const order: SpinOrder = { spin: turns, gate };
  const arrived = workers.map(nextMessage);
  for (const worker of workers) worker.postMessage(order);
  for (const message of await Promise.all(arrived)) if (message !== ready) throw new Error('A thread is out of step.');
  const ended = workers.map(nextMessage);
  const cpuBeforeMs = cpuMs();
  Atomics.store(new Int32Array(gate), 0, 1);
  Atomics.notify(new Int32Array(gate), 0);
  const times = (await Promise.all(ended)) as SpinTimes[];
  const ms = Math.max(...times.map(({ endMs }) => endMs)) - Math.min(...times.map(({ startMs }) => startMs));
  return { threads: workers.length, ms, cpuMs: cpuMs() - cpuBeforeMs };
}

const systemBusyMs = (): number =>
  os.cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
