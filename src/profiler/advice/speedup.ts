/**
 * How long a program takes when a part of it runs in parallel: Amdahl's law with what parallel work costs on this machine.
 * (Amdahl, "Validity of the single processor approach…", AFIPS 1967; the terms for overhead as in Hill and Marty, "Amdahl's
 * Law in the Multicore Era", IEEE Computer 2008.) All rules that start threads or processes count with these functions.
 */
import type { Calibration } from './calibration.ts';

/** How much of the computing can be handed out: two thirds; all but uneven ends, when pieces are not alike; the whole. */
export const parallelShares = { low: 0.65, expected: 0.95, high: 1 } as const;
/** Tasks a worker gets in a run, if the work is cut well: enough to balance, few enough for messages to be cheap. */
const tasksPerWorker = 32;
/**
 * A worker that does work loads a pool library and the program's own module first: it is ready after so many times what an
 * empty one takes (piscina 4.9 with a small module, Node 20, two cores: 50 to 65 ms against 20).
 */
const readyInSpawns = 3;
/** Where only the number of usable cores is known: two hardware threads of one core are worth about 1.3, not 2. */
const leastEfficiency = 0.65;

/** Speed of `threads` busy threads over one, as measured, else up to the usable cores. */
export function speedOf(threads: number, cores: number, { usableCores, scaling }: Calibration): number {
  const most = Math.max(1, Math.min(threads, cores, usableCores));
  const measured = scaling.filter((point) => point.threads <= Math.max(1, Math.floor(Math.min(threads, cores))));
  const best = measured.reduce((top, point) => Math.max(top, point.speedup), 0);
  // Between two measured numbers of threads the lower one holds; beyond the largest one nothing more is promised.
  return measured.length > 0 ? Math.max(1, Math.min(most, best)) : most;
}

/** The same when the cores share more than it seems: for the low end of a range. */
export const slowestSpeedOf = (threads: number, cores: number, machine: Calibration): number =>
  1 + (speedOf(threads, cores, machine) - 1) * (machine.scaling.length > 0 ? 1 : leastEfficiency);

export interface ParallelPlan {
  /** Of the program as it stands, without the profiler. */
  readonly baseMs: number;
  /** Of it, what workers can take over. */
  readonly movedMs: number;
  readonly workers: number;
  readonly machine: Calibration;
  readonly cores: number;
  /** One a piece of work, where their number is known. */
  readonly messages: number | null;
  /** Copying data to the workers, on the main thread and in theirs. */
  readonly copyMs: number;
}

/** (T − P) + P / n + start + messages + copies; workers start side by side, messages pass through the one main thread. */
export function parallelTimeMs(plan: ParallelPlan): number {
  const { baseMs, movedMs, workers, machine, cores, messages, copyMs } = plan;
  const speed = speedOf(workers, cores, machine);
  const startMs = machine.workerSpawnMs * readyInSpawns * Math.max(1, workers / speed);
  const messagesMs = (messages ?? tasksPerWorker * workers) * machine.roundTripMs;
  return baseMs - movedMs + movedMs / speed + startMs + messagesMs + copyMs;
}

/** The number of workers with which the plan takes least time: more cores never make it slower. */
export function bestWorkers(plan: Omit<ParallelPlan, 'workers'>, most: number): number {
  const sizes = Array.from({ length: Math.max(1, most) }, (_, at) => at + 1);
  const times = sizes.map((workers) => parallelTimeMs({ ...plan, workers }));
  return (times.indexOf(Math.min(...times)) as number) + 1;
}
