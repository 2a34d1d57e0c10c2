/** What the event loop waited for: from the traced operations, or from counts of open resources where none were traced. */
import type { Cause } from '../../report.ts';
import type { InFlight } from '../inFlight.ts';
import { serialInFlight } from '../operations/awaitPattern.ts';
import type { WaitingSummary } from '../operations/waitingSummary.ts';

export interface ReasonToWait {
  /** Null where nobody knows, or for what is neither a request nor a timer, such as a message from a worker that idles. */
  readonly cause: Extract<Cause, 'timers' | 'serial-awaits' | 'concurrent-io' | 'lock' | 'synchronous-io'> | null;
  /** Of the waiting time; they sum to 1. */
  readonly share: number;
}

/** Fewer than this on average is now and then, beside what the program really waits for. */
export const fewestOpen = 0.25;

/**
 * Timers are the reason only where no I/O was open beside them (operations/idleShares.ts). Time with no operation open goes
 * by the counts, because not everything that a program can wait for is traced: the answers on an open socket, for example.
 */
export function reasonsToWait(
  operations: WaitingSummary | null,
  inFlight: InFlight,
  workersWait: 'lock' | 'synchronous-io' | null,
): ReasonToWait[] {
  if (operations === null) return [{ cause: reasonFromCounts(inFlight) ?? workersWait, share: 1 }];
  const { timers, io, other, ioInFlight } = operations;
  const total = timers + io + other;
  if (!(total > 0)) return [{ cause: null, share: 1 }];
  const shares = new Map<ReasonToWait['cause'], number>();
  const add = (cause: ReasonToWait['cause'], time: number) =>
    shares.set(cause, (shares.get(cause) ?? 0) + time / total);
  add(ioInFlight > serialInFlight ? 'concurrent-io' : 'serial-awaits', io);
  add('timers', timers);
  add(reasonFromCounts({ ...inFlight, timers: 0 }) ?? workersWait, other);
  return [...shares].map(([cause, share]) => ({ cause, share }));
}

/** A chain of awaits holds one request, and now and then the next is counted beside the closing of the one before. */
function reasonFromCounts({ requests, timers }: InFlight): ReasonToWait['cause'] {
  if (requests > serialInFlight) return 'concurrent-io';
  if (requests >= fewestOpen) return 'serial-awaits';
  return timers >= fewestOpen ? 'timers' : null;
}
