/**
 * Everything once, then everything again: whatever disturbs a part of a second disturbs a part of the samples of each
 * quantity, and not all samples of one.
 */
import os from 'node:os';
import type { ChildOrder } from './child.ts';
import { nowMs } from './clock.ts';
import type { DataShape, Measurements, PoolRound, Spawn, SpinRound } from './measurements.ts';
import { measureData, measureEmpty, measureTransfer, noSamples, typedArrayBytes } from './messages.ts';
import { ask, startChild, startWorker } from './peers.ts';
import { iterationsFor, measurePools, startPools } from './pools.ts';
import { measureSpins, startSpinners, turnsFor } from './spins.ts';

const passes = 2;
const workersEachPass = 4;
const processesEachPass = 3;
const messageRounds = 6;
const spinBudgetMs = 350;
const poolRounds = 4;
/** Their mean: a single thread's share of memory is lost among pages that come and go. */
const idleWorkers = 4;
/** After this only what has no sample yet is measured, so that a slow or busy machine still answers in time. */
const hurryAfterMs = 3500;

const shapes: readonly DataShape[] = ['objects', 'string', 'typedArray'];

export async function measure(onStep: (step: string) => void): Promise<Measurements> {
  const startMs = nowMs();
  // Node 18 has availableParallelism from 18.14 on.
  const parallelism = (os.availableParallelism?.() ?? os.cpus().length) || 1;
  const workerSpawns: Spawn[] = [];
  const processSpawns: Spawn[] = [];
  const processRssBytes: number[] = [];

  onStep('starting threads and processes');
  // All at once, so that this takes its time once only; their start is not measured.
  const [spinners, pools, { peer: jsonChild }, { peer: binaryChild }] = await Promise.all([
    startSpinners(parallelism),
    startPools(parallelism),
    startChild('json'),
    // As JSON a typed array would arrive as an object: nobody sends one that way.
    startChild('advanced'),
  ]);
  const turns = await turnsFor(spinners);
  const iterations = await iterationsFor(pools);

  const workers = noSamples(typedArrayBytes.workers);
  const processes = noSamples(typedArrayBytes.processes);
  const transferRoundTripMs: number[] = [];
  const workerRssBytes: number[] = [];
  const spins: SpinRound[] = [];
  const pool: PoolRound[] = [];
  const others = { cpuMs: 0, wallMs: 0 };
  const worker = spinners[0]!;

  /** Whether a step is to be taken once more that was taken `done` times in this pass. */
  const more = (pass: number, done: number, wanted: number) =>
    done < wanted && ((pass === 0 && done === 0) || nowMs() - startMs < hurryAfterMs);

  for (let pass = 0; more(pass, pass, passes); pass++) {
    onStep('spinning on one thread and on several');
    const { othersMs, wallMs } = await measureSpins(spinners, turns, spinBudgetMs, spins);
    others.cpuMs += othersMs;
    others.wallMs += wallMs;

    onStep('starting threads and processes');
    for (let count = 0; more(pass, count, workersEachPass); count++) {
      const started = await startWorker();
      workerSpawns.push(started.spawn);
      await started.peer.terminate();
    }
    for (let count = 0; more(pass, count, processesEachPass); count++) {
      const { peer: child, spawn, rssBytes } = await startChild('json');
      processSpawns.push(spawn);
      processRssBytes.push(rssBytes);
      // Once is enough: it takes long, and memory is not disturbed by other programs.
      if (pass === 0 && count === 0)
        workerRssBytes.push(
          (await ask(child, { order: 'workers', count: idleWorkers } satisfies ChildOrder)) as number,
        );
      child.kill();
    }

    onStep('sending messages');
    for (let round = 0; more(pass, round, messageRounds); round++) {
      await measureEmpty(worker, workers);
      await measureEmpty(jsonChild, processes);
      for (const shape of shapes) {
        await measureData(worker, workers, shape);
        await measureData(shape === 'typedArray' ? binaryChild : jsonChild, processes, shape);
      }
      await measureTransfer(worker, transferRoundTripMs);
    }

    onStep('filling the thread pool');
    for (let round = 0; more(pass, round, poolRounds); round++) await measurePools(pools, iterations, pool);
  }

  return {
    nodeVersion: process.version,
    parallelism,
    workerSpawns,
    processSpawns,
    workers,
    processes,
    transferRoundTripMs,
    workerRssBytes,
    processRssBytes,
    spins,
    othersCores: others.cpuMs / others.wallMs,
    pool,
  };
}
