/** A main thread that waits for messages of workers waits for what these are held up by. */
import type { MeasuredThread } from '../measureThreads.ts';
import { shareOfLocks } from './activities.ts';

/** Of the workers' time, from here on most of it is blocked. */
const mostly = 0.5;

/** Null where the workers of the main thread's process do anything else, or where there are none. */
export function findWorkersWait(
  threads: readonly MeasuredThread[],
  main: MeasuredThread,
): 'lock' | 'synchronous-io' | null {
  const workers = threads.filter(({ run }) => run.entry.pid === main.run.entry.pid && run !== main.run);
  const measured = workers.reduce((sum, { budget }) => sum + budget.measured, 0);
  const blocked = workers.reduce((sum, { budget }) => sum + budget.blocked, 0);
  if (!(measured > 0) || blocked < mostly * measured) return null;
  const whole = { first: 0, end: Infinity };
  const locked = workers.reduce(
    (sum, { samples, blocked: ofSample, budget }) => sum + budget.blocked * shareOfLocks(samples, ofSample, whole),
    0,
  );
  return locked >= mostly * blocked ? 'lock' : 'synchronous-io';
}
