/** Amdahl's law with what parallel work costs on this machine. */
import type { Calibration } from './calibration.ts';

/** How much of the computing can be handed out: the whole, all but start-up and collecting results, or two thirds. */
export const parallelShares = { low: 0.65, expected: 0.9, high: 1 } as const;
/** Tasks a worker gets in a run, if the work is cut well: enough to balance, few enough for messages to be cheap. */
const tasksPerWorker = 32;

export interface ParallelPlan {
  readonly wallMs: number;
  /** Of the wall time. */
  readonly parallelShare: number;
  readonly workers: number;
  readonly machine: Calibration;
  readonly cores: number;
  /** One a piece of work, where their number is known. */
  readonly messages: number | null;
}

/** T / ((1 − p)·T + p·T/n + start + messages); workers start side by side, messages pass through the one main thread. */
export function parallelSpeedup({ wallMs, parallelShare, workers, machine, cores, messages }: ParallelPlan): number {
  const lanes = Math.min(workers, cores, machine.usableCores);
  const startMs = machine.workerSpawnMs * Math.ceil(workers / lanes);
  const messagesMs = (messages ?? tasksPerWorker * workers) * machine.roundTripMs;
  const timeMs = (1 - parallelShare) * wallMs + (parallelShare * wallMs) / lanes + startMs + messagesMs;
  return wallMs / timeMs;
}
