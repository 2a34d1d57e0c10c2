/** Finds calls of which some are in flight, and always about as many: the program bounds them itself. */
import type { Cause, IoOperation, Recommendation, Report, Task } from '../report.ts';
import { unaccountedFor } from './serialWork.ts';

export interface BoundedWork {
  readonly row: IoOperation;
  /** Called and awaited; null where that is no function of the developer's. */
  readonly called: Recommendation['target'];
  readonly kind: string;
  readonly turns: number;
  /** On average while there were any, and at most. */
  readonly inFlight: number;
  readonly limit: number;
  /** In which the event loop waited for them, and in which the main thread worked for them. */
  readonly idleMs: number;
  readonly computingMs: number;
}

/** Fewer on average are one after the other, which another rule looks at. */
const leastInFlight = 1.5;
/** All at once has no limit; with one, each place is taken again and again. */
const leastRounds = 4;
/**
 * Of the most that were in flight, on average. Groups that wait for their slowest call, whose times are spread evenly from
 * nothing to the longest, keep half of it: with less, something else than a limit decides how many there are.
 */
const leastFilled = 0.5;

/** Waiting for others, or for the pool, while some of it and of the processors is free. */
const causes: ReadonlySet<Cause | null> = new Set(['concurrent-io', 'thread-pool']);

export function findBoundedWork(report: Report): BoundedWork | null {
  if (report.inFlight?.isServer || !causes.has(report.verdict.cause)) return null;
  // A timer waits for time, not for an answer.
  const rows = report.io.filter(({ kind, idleMs }) => kind !== 'timer' && idleMs !== undefined);
  const row = rows.sort((a, b) => (b.idleMs as number) - (a.idleMs as number))[0];
  if (!row) return null;
  const limit = row.maxInFlight ?? Math.round(row.meanInFlight);
  const isBounded =
    row.meanInFlight >= Math.max(leastInFlight, leastFilled * limit) && row.count >= leastRounds * limit;
  if (!isBounded) return null;
  const tasks = tasksOf(report, row);
  const called = tasks.find(({ location }) => location !== null);
  return {
    row,
    called: called?.location ? { name: called.name, location: called.location } : null,
    kind: row.kind,
    turns: row.count,
    inFlight: row.meanInFlight,
    limit: Math.max(2, limit),
    idleMs: (row.idleMs as number) * unaccountedFor(report),
    computingMs: Math.max(0, ...tasks.map(({ cpuMs }) => cpuMs)),
  };
}

/** The functions on the call path, innermost first; the module's own top level also loads everything, and is left out. */
function tasksOf({ tasks }: Report, { callers = [], location }: IoOperation): Task[] {
  const named = tasks.filter(({ kind, name }) => kind !== 'request' && kind !== 'measure' && name !== '(top level)');
  const owner = named
    .filter((task) => task.location !== null && task.location.file === location?.file)
    .filter((task) => (task.location?.line ?? 0) <= (location?.line ?? 0))
    .sort((a, b) => (b.location?.line ?? 0) - (a.location?.line ?? 0))[0];
  const onPath = callers.flatMap(({ name, location: at }) =>
    named.filter((task) => task.name === name && task.location?.file === at?.file),
  );
  return [...new Set([...(owner ? [owner] : []), ...onPath])];
}
