/** Which of the operations that are open together the event loop waits for; see idleShares.ts. */
import type { Operations } from './readOperations.ts';

export const rankCount = 6;
/** Operations of other threads. */
export const otherThreads = 5;

/** Those of timers. */
export const timerRanks: ReadonlySet<number> = new Set([2, 4]);

export function rankOf(operations: Operations, row: number, mainThread: number): number {
  if (operations.thread[row] !== mainThread) return otherThreads;
  const kind = operations.kinds[operations.kind[row] as number];
  const due = operations.due[row] as number;
  const waited = (operations.end[row] as number) - (operations.start[row] as number);
  const isUnanswered = operations.isOpen[row] === 1;
  if (kind === 'timer') return isUnanswered || (due >= 0 && waited < due - dueSlackMicros) ? 4 : 2;
  if (isUnanswered) return 3;
  return kind === 'child-process' || kind === 'worker' ? 1 : 0;
}

/** Timers fire up to a millisecond before they are due: the loop counts whole ones. */
const dueSlackMicros = 1000;
