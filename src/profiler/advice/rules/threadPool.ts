import type { Recommendation } from '../../report.ts';
import { megabytes, percent, rounded, smallestGain, speedupRange } from '../rule.ts';
import { defaultPoolThreads, type Situation } from '../situation.ts';
import { slowestSpeedOf, speedOf } from '../speedup.ts';

/** Mean share of the pool's threads that hold an operation, from which on the pool is full whenever work is there. */
const saturated = 0.85;
/** Operations that compute for less than this share of their time on a thread hold it while they wait: slow files, lookups. */
const computesLittle = 0.5;
/** Reads that one disk queues at most at a time: 32 commands for SATA (native command queueing). */
const mostReads = 32;
/** Past this nearness to the best that any size reaches, more threads only cost memory. */
const nearEnough = 1.05;
const confidenceInPool = 0.7;
/** That the file system or the name server answers more at a time is likely, but not in a profile. */
const confidenceInOtherSide = 0.55;
/** Stack and arena of a pool thread in resident memory, roughly; its 8 MiB of stack are only reserved. */
const threadBytes = 0.2e6;

/** The pool is full: would more threads help, and how many? */
export function adviseThreadPool(situation: Situation): Recommendation | null {
  const { report, cores, baseMs } = situation;
  const pool = report.threadPool;
  if (!pool || pool.runMs <= 0 || pool.occupancy < saturated || pool.meanQueued < 1) return null;
  const cpuMs = report.verdict.offThreadCpuMs.threadPool;
  const holds = cpuMs < computesLittle * pool.runMs && pool.size * saturated < cores * 8 && isHeldByWaiting(situation);
  // Operations on the pool one after the other would take `runMs`; so long is it busy with all threads taken.
  const busyMs = Math.min(
    baseMs,
    holds ? pool.runMs / (pool.size * pool.occupancy) : cpuMs / Math.min(pool.size, cores),
  );
  return holds ? moreThreads(situation, pool, busyMs) : asManyAsCores(situation, pool, busyMs, cpuMs);
}

type Pool = NonNullable<Situation['report']['threadPool']>;

/** File and name operations wait on their thread; hashing and compressing never do, however long they queue for a processor. */
function isHeldByWaiting({ report }: Situation): boolean {
  const filled = report.threadPool?.filledBy ?? [];
  const waits = filled.filter(({ kind }) => kind === 'fs' || kind === 'dns').reduce((sum, { runMs }) => sum + runMs, 0);
  return waits > filled.reduce((sum, { runMs }) => sum + runMs, 0) / 2;
}

function asManyAsCores(situation: Situation, pool: Pool, busyMs: number, cpuMs: number): Recommendation | null {
  const { report, cores, machine, baseMs } = situation;
  if (pool.size >= cores) return null;
  const size = Math.max(cores, defaultPoolThreads);
  // The main thread keeps computing beside the pool, and both share the processors.
  const timeMs = (speed: number) => baseMs - busyMs + cpuMs / speed;
  const speed = speedOf(cores, cores, machine);
  const expected = baseMs / timeMs(speed);
  if (expected < smallestGain) return null;
  return {
    ...common(situation, size),
    predictedSpeedup: speedupRange(
      baseMs / timeMs(slowestSpeedOf(cores, cores, machine)),
      expected,
      speed / Math.min(pool.size, cores),
    ),
    confidence: confidenceInPool * report.verdict.confidence,
    why: [
      `The pool has ${threads(pool.size)}, ${percent(pool.occupancy)} busy while ${rounded(pool.meanQueued)} operations queue on average; ${cores} cores are there.`,
      'Hashing and compressing need a processor each: as many threads as cores, and not less than libuv’s own four.',
    ],
    wouldChangeIf: ['Other processes need the remaining cores.'],
  };
}

function moreThreads(situation: Situation, pool: Pool, busyMs: number): Recommendation | null {
  const { report, baseMs } = situation;
  const offered = Math.max(pool.size, pool.size * pool.occupancy + pool.meanQueued);
  const most = Math.max(pool.size, Math.min(mostReads, Math.floor(offered)));
  const timeMs = (size: number) => baseMs - busyMs + (busyMs * pool.size) / size + lastOnesMs(situation, pool, size);
  const sizes = Array.from({ length: most - pool.size + 1 }, (_, at) => pool.size + at);
  const size = sizes.find((one) => timeMs(one) <= nearEnough * timeMs(most)) ?? most;
  const expected = baseMs / timeMs(size);
  if (expected < smallestGain) return null;
  return {
    ...common(situation, size),
    predictedSpeedup: speedupRange(1, expected, size / pool.size),
    confidence: confidenceInOtherSide * report.verdict.confidence,
    why: [
      `All ${threads(pool.size)} of the pool are taken while ${rounded(pool.meanQueued)} operations queue on average.`,
      `They wait on their thread and compute little: ${size} threads would wait side by side.`,
    ],
    wouldChangeIf: ['One disk or server answers them all, and takes as long for many as one after the other.'],
  };
}

/**
 * The last operations end one after another while other threads have nothing left to do: up to one operation's time more
 * than evenly dealt work would take (Graham, "Bounds on multiprocessing timing anomalies", 1969), and that of the fewer
 * threads of now is in the measured time already.
 */
function lastOnesMs({ report }: Situation, pool: Pool, size: number): number {
  const count = report.io.filter(({ queueMs }) => queueMs !== null).reduce((sum, row) => sum + row.count, 0);
  return count === 0 ? 0 : (pool.runMs / count) * (1 - pool.size / size);
}

function common({ report }: Situation, size: number) {
  const file = mainFile(report);
  return {
    id: 'thread-pool-size',
    title: `Set UV_THREADPOOL_SIZE=${size}`,
    model: 'thread-pool' as const,
    size,
    target: null,
    caveats: [
      'It must be set before the process first uses the pool, best in its environment.',
      `Memory grows by about ${megabytes(threadBytes * size)} and what the operations hold; several processes on a machine share its cores.`,
    ],
    action: file === null ? null : ({ kind: 'set-pool-size', file, size } as const),
  };
}

const threads = (count: number) => (count === 1 ? 'one thread' : `${count} threads`);

/** The file that the command runs: what npm scripts and launch configurations name. */
export function mainFile({ run }: Situation['report']): string | null {
  const file = run.command.slice(1).find((part) => /\.[cm]?[jt]sx?$/.test(part));
  if (file === undefined) return null;
  if (/^([\\/]|[A-Za-z]:)/.test(file)) return file;
  const separator = run.cwd.includes('\\') ? '\\' : '/';
  return `${run.cwd}${separator}${file.replace(/^\.[\\/]/, '')}`;
}
