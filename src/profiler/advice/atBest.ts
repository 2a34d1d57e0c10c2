/** What the turns compute once they are under way, and what the upper end of a range may count on. */
import type { Situation } from './situation.ts';

/** One turn cannot have taken so many times what a turn computes on average: something else happened, and just once. */
const farAboveAverage = 10;

export interface TurnsAtBest {
  /** Of the turns, without what happened once. */
  readonly computingMs: number;
  /**
   * Computing outside the turns, less the start of a process: at best it lies beside the waiting, as parsing answers does,
   * and is hidden by other turns; as expected it comes before or after them.
   */
  readonly besideMs: number;
  /** What is left when the turns, and what lies beside them, are taken away. */
  readonly restMs: number;
}

interface Turns {
  readonly computingMs: number;
  readonly turns: number | null;
}

/** What the turns compute, without what happened once, such as loading a module with the first: at least half of it. */
export function steadyComputingMs({ report }: Situation, { computingMs, turns }: Turns): number {
  if (turns === null) return computingMs;
  const longTurnMs = farAboveAverage * (computingMs / turns);
  const onceMs = report.stalls.reduce((sum, { durationMs }) => sum + (durationMs > longTurnMs ? durationMs : 0), 0);
  return Math.max(computingMs / 2, computingMs - onceMs);
}

export function turnsAtBest(situation: Situation, work: Turns & { readonly idleMs: number }): TurnsAtBest {
  const { baseMs, computing, machine } = situation;
  const computingMs = steadyComputingMs(situation, work);
  const allRestMs = Math.max(0, baseMs - work.idleMs - work.computingMs);
  const outsideMs = Math.max(0, computing * baseMs - work.computingMs - machine.processSpawnMs);
  const besideMs = Math.min(outsideMs, Math.max(0, allRestMs - machine.processSpawnMs));
  return { computingMs, besideMs, restMs: allRestMs - besideMs };
}
