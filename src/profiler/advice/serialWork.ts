/** Finds awaits that follow each other: what could be in flight at the same time. */
import { turnsOfOuterLoop, turnsOfPolling, turnsOfSteps } from './loopTurns.ts';
import type { IoOperation, Location, Recommendation, Report, Task } from '../report.ts';

export interface SerialWork {
  /** In which the awaits stand. */
  readonly task: Task | null;
  /** What is called and awaited there, where that is a function of the developer's. */
  readonly called: Recommendation['target'];
  /** The await of the turns, as far as it is known. */
  readonly awaitLocation: Location | null;
  /** One after the other, with an operation each or some that follow each other; null where they were not counted. */
  readonly turns: number | null;
  /** Of all turns, where a turn has several. */
  readonly operations?: number;
  /** In which the event loop waited for them, and in which the main thread worked for them. */
  readonly idleMs: number;
  readonly computingMs: number;
  /** Of most of the operations; null where unknown. */
  readonly kind: string | null;
  /**
   * 'shown': the source shows that no turn needs another's result. 'undecided': a loop, and it shows neither that nor the
   * opposite. 'unlikely': no loop, or one that shows the opposite. 'unknown': no source was seen.
   */
  readonly independence: 'shown' | 'undecided' | 'unlikely' | 'unknown';
  /** The turns work off a list that grows meanwhile: how many there are to do at a time is not known. */
  readonly isQueue?: boolean;
  /** Of the loop alone, where what it calls awaits in loops of its own: fewer than `turns`. */
  readonly outerTurns?: number | null;
}

/** Nothing is promised then: the low end of a gain is none. */
export const mayDepend = ({ independence }: Pick<SerialWork, 'independence'>): boolean =>
  independence === 'unlikely' || independence === 'undecided';

/** With more in flight than this on average the operations overlap already; the border of the report's own pattern. */
const serialInFlight = 1.5;

export function findSerialWork(report: Report): SerialWork | null {
  const found = (['serial-independent', 'serial-queue', 'serial-undecided', 'serial'] as const).flatMap((pattern) =>
    report.tasks
      .filter(({ awaits, kind }) => awaits === pattern && kind !== 'request')
      .sort((a, b) => b.waitMs - a.waitMs || nearness[pattern] * (depthOf(report, a) - depthOf(report, b)))
      .map((task) => describe(report, task))
      .filter((work) => work !== null),
  );
  return found[0] ?? null;
}

const independences = {
  'serial-independent': 'shown',
  'serial-queue': 'undecided',
  'serial-undecided': 'undecided',
  serial: 'unlikely',
} as const;

/**
 * Of loops within loops the outer one has the turns of all; where no loop is known, the function that is nearest to the
 * operations is meant.
 */
const nearness = { 'serial-independent': -1, 'serial-queue': -1, 'serial-undecided': -1, serial: 1 } as const;

/** How far from the operations a function stands on their call path. */
const depthOf = ({ io }: Report, { name, location }: Task): number =>
  Math.max(
    ...io.map(({ callers = [] }) =>
      callers.findIndex((frame) => frame.name === name && frame.location?.file === location?.file),
    ),
    -1,
  );

/** In which a loop sleeps by a timer of its own: it keeps a pace that others have set, unless it polls. */
const pacingShare = 0.2;

function describe(report: Report, task: Task): SerialWork | null {
  const rows = report.io
    .map((row) => ({ row, at: awaitIn(report, task, row) }))
    .filter(
      (one): one is { row: IoOperation; at: Location } => one.at !== null && one.row.meanInFlight <= serialInFlight,
    )
    .sort((a, b) => idleOf(b.row) - idleOf(a.row));
  const largest = rows[0];
  if (!largest) return null;
  const lines = new Set(rows.map(({ at }) => at.line));
  const here = awaitedAt(report, task, lines);
  const allMs = Math.min(
    here.idleMs,
    rows.reduce((sum, { row }) => sum + idleOf(row), 0),
  );
  const timersMs = rows.reduce((sum, { row }) => sum + (row.kind === 'timer' ? idleOf(row) : 0), 0);
  const isPaced = timersMs >= pacingShare * allMs;
  const pollingTurns = isPaced ? turnsOfPolling(report, task, lines) : null;
  if (isPaced && pollingTurns === null) return null;
  const operations = Math.min(here.count, Math.max(...rows.map(({ row }) => row.count)));
  const independence = independences[task.awaits as keyof typeof independences] ?? 'unlikely';
  return {
    task,
    called: calledIn(report, largest.row, task),
    awaitLocation: largest.at,
    operations,
    turns: pollingTurns ?? turnsOfSteps(report, task, lines) ?? operations,
    idleMs: allMs * unaccountedFor(report),
    computingMs: Math.max(task.cpuMs, ...rows.flatMap(({ row }) => computingOn(report, row, task))),
    kind: largest.row.kind,
    // A sleep may keep a pace in spite of all.
    independence: isPaced && independence === 'shown' ? 'undecided' : independence,
    isQueue: task.awaits === 'serial-queue',
    outerTurns: turnsOfOuterLoop(report, task, lines),
  };
}

/**
 * What the task awaits on these lines, however it gets there: a row of operations lists all that a line starts, also those
 * that other loops or functions ask it for. No bound where the tree of waits does not have the task.
 */
export function awaitedAt(
  { waiting }: Report,
  task: Task,
  lines: ReadonlySet<number>,
): { idleMs: number; count: number } {
  const found = { idleMs: 0, count: 0 };
  const open = waiting ? [waiting] : [];
  for (let node = open.pop(); node; node = open.pop()) {
    const { name, location, children } = node;
    if (name === task.name && location?.file === task.location?.file && lines.has(location?.line ?? 0)) {
      found.idleMs += node.idleMs;
      found.count += node.count;
    } else open.push(...children);
  }
  return found.idleMs > 0 && found.count > 0 ? found : { idleMs: Infinity, count: Infinity };
}

/** Idle time that no operation accounts for lies at the edges of those that were seen: they share it. At most so much more. */
const mostUnaccounted = 1.1;
export function unaccountedFor({ io, verdict, threads, run }: Report): number {
  const mainMs = threads.find(({ kind }) => kind === 'main')?.wallMs ?? run.wallMs;
  const seenMs = io.reduce((sum, row) => sum + (row.idleMs ?? 0), 0);
  if (seenMs <= 0) return 1;
  return Math.min(mostUnaccounted, Math.max(1, (verdict.budget.wait * mainMs) / seenMs));
}

const idleOf = ({ idleMs, waitMs }: IoOperation): number => idleMs ?? waitMs;

/** Where the task awaits the operation: the line of its frame on the call path, or of the operation that it starts itself. */
function awaitIn(report: Report, task: Task, row: IoOperation): Location | null {
  const frame = row.callers?.find(({ name, location }) => name === task.name && location?.file === task.location?.file);
  if (frame) return frame.location;
  return ownerOf(report, row) === task ? row.location : null;
}

/** The frame below the task's on the call path: the function that a trial can run on other inputs. */
function calledIn(report: Report, row: IoOperation, task: Task): Recommendation['target'] {
  const path = row.callers ?? [];
  const at = path.findIndex(({ name, location }) => name === task.name && location?.file === task.location?.file);
  if (at < 0) return null;
  const below = path[at - 1];
  const found = below
    ? report.tasks.find(({ name, location }) => name === below.name && location?.file === below.location?.file)
    : ownerOf(report, row);
  return found?.location && found !== task ? { name: found.name, location: found.location } : null;
}

/** The function with the nearest beginning above the operation's line. */
function ownerOf({ tasks }: Report, { location }: IoOperation): Task | undefined {
  if (location === null) return undefined;
  return tasks
    .filter((task) => task.kind !== 'request' && task.location?.file === location.file)
    .filter((task) => (task.location as Location).line <= location.line)
    .sort((a, b) => (b.location as Location).line - (a.location as Location).line)[0];
}

/** After an await a function runs on without its callers on the stack: each on the path up to the task counts for itself. */
function computingOn(report: Report, row: IoOperation, task: Task): number[] {
  const path = row.callers ?? [];
  const upTo = path.findIndex(({ name, location }) => name === task.name && location?.file === task.location?.file);
  const between = path.slice(0, Math.max(0, upTo));
  const named = report.tasks.filter((one) =>
    between.some(({ name, location }) => name === one.name && location?.file === one.location?.file),
  );
  return [ownerOf(report, row), ...named].filter((one) => one !== undefined).map(({ cpuMs }) => cpuMs);
}
