/** What the event loop waited for: from the traced operations, or from counts of open resources where none were traced. */
import type { Cause } from '../../report.ts';
import type { InFlight } from '../inFlight.ts';
import { serialInFlight } from '../operations/awaitPattern.ts';
import type { WaitingSummary, Waits } from '../operations/waitingSummary.ts';

export interface ReasonToWait {
  /** Null where nobody knows, or for what is neither a request nor a timer, such as a message from a worker that idles. */
  readonly cause: Extract<Cause, 'timers' | 'serial-awaits' | 'concurrent-io' | 'lock' | 'synchronous-io'> | null;
  /** Of the waiting time; they sum to 1. */
  readonly share: number;
  /** It is the workers that wait for this; the main thread waits for them. */
  readonly inWorkers: boolean;
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
  if (operations === null) return [{ ...fromCounts(inFlight, workersWait), share: 1 }];
  const { own, workers, messages, other } = operations;
  const total = own.timers + own.io + workers.timers + workers.io + messages + other;
  if (!(total > 0)) return [{ cause: null, share: 1, inWorkers: false }];
  const reasons = [
    ...reasonsOf(own).map((reason) => ({ ...reason, inWorkers: false })),
    ...reasonsOf(workers).map((reason) => ({ ...reason, inWorkers: true })),
    { cause: workersWait, time: messages, inWorkers: true },
    { ...fromCounts({ ...inFlight, timers: 0 }, workersWait), time: other },
  ];
  return reasons
    .filter(({ time }) => time > 0)
    .map(({ cause, time, inWorkers }) => ({ cause, share: time / total, inWorkers }));
}

const reasonsOf = ({ timers, io, ioInFlight }: Waits) => [
  { cause: ioInFlight > serialInFlight ? ('concurrent-io' as const) : ('serial-awaits' as const), time: io },
  { cause: 'timers' as const, time: timers },
];

function fromCounts(inFlight: InFlight, workersWait: 'lock' | 'synchronous-io' | null): Omit<ReasonToWait, 'share'> {
  const cause = reasonFromCounts(inFlight);
  return cause === null ? { cause: workersWait, inWorkers: workersWait !== null } : { cause, inWorkers: false };
}

/** A chain of awaits holds one request, and now and then the next is counted beside the closing of the one before. */
function reasonFromCounts({ requests, timers }: InFlight): ReasonToWait['cause'] {
  if (requests > serialInFlight) return 'concurrent-io';
  if (requests >= fewestOpen) return 'serial-awaits';
  return timers >= fewestOpen ? 'timers' : null;
}
