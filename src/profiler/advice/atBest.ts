/** What the upper end of a range may count on: where the computing outside the turns falls is not in a report. */
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

export function turnsAtBest(
  { baseMs, computing, machine, report }: Situation,
  work: { readonly idleMs: number; readonly computingMs: number; readonly turns: number | null },
): TurnsAtBest {
  const longTurnMs = farAboveAverage * (work.computingMs / (work.turns ?? 1));
  const onceMs = report.stalls.reduce((sum, { durationMs }) => sum + (durationMs > longTurnMs ? durationMs : 0), 0);
  const computingMs = Math.max(work.computingMs / 2, work.computingMs - onceMs);
  const allRestMs = Math.max(0, baseMs - work.idleMs - work.computingMs);
  const outsideMs = Math.max(0, computing * baseMs - work.computingMs - machine.processSpawnMs);
  const besideMs = Math.min(outsideMs, Math.max(0, allRestMs - machine.processSpawnMs));
  return { computingMs, besideMs, restMs: allRestMs - besideMs };
}
