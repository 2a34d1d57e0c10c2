/** The CPU clocks of one process: a row of counters becomes one growing quantity per thread. */
import type { CpuCounters, ThreadRole, ThreadStarted } from '../capture/format/capture.ts';
import type { Accumulated } from './accumulated.ts';
import type { ThreadRun } from './threadRuns.ts';

export interface ThreadClock {
  readonly osThreadId: number;
  readonly role: ThreadRole;
  /** Microseconds on a processor. */
  readonly cpu: Accumulated;
  /** Microseconds on a processor or ready for one: demand, also where other threads held all processors. */
  readonly demand: Accumulated;
}

export interface ProcessClocks {
  readonly pid: number;
  readonly times: Float64Array;
  readonly process: Accumulated;
  /** Children that are no Node processes. */
  readonly foreignChildren: Accumulated;
  /** Empty where the platform has no clocks per thread. */
  readonly threads: readonly ThreadClock[];
}

/** `runStart`: when the launcher started the program. */
export function readProcessClocks(threads: readonly ThreadRun[], runStart: number): ProcessClocks[] {
  const spawnedAt = new Map<number, number>();
  for (const { events } of threads) {
    for (const event of events) if (event.k === 'child') spawnedAt.set(event.childPid, event.t);
  }
  const clocks: ProcessClocks[] = [];
  for (const { entry, events } of threads) {
    const rows = events.filter((event) => event.k === 'cpu').sort((a, b) => a.t - b.t);
    if (rows.length === 0) continue;
    const born = entry.kind === 'main' ? runStart : (spawnedAt.get(entry.pid) ?? entry.startMicros);
    const started = events.find((event) => event.k === 'thread');
    clocks.push(clocksOf(entry.pid, [...beginnings(rows, born, entry.startMicros, started?.clock), ...rows]));
  }
  return clocks;
}

/**
 * The first reading comes 100 ms and more after the recording has started. Two rows before it: nothing was used when the
 * process was born, and when recording started what the thread itself read. Without such a reading it computed all the
 * time until then, as Node does while it boots.
 */
function beginnings(
  rows: readonly CpuCounters[],
  born: number,
  recorded: number,
  read: ThreadStarted['clock'],
): CpuCounters[] {
  const first = rows[0] as CpuCounters;
  const begin = Math.min(recorded, first.t);
  const booting = read ?? { cpuMicros: Math.max(0, begin - born), runQueueMicros: 0 };
  const none = { cpuMicros: 0, runQueueMicros: 0 };
  // Nobody computes longer than it lives: one whose start nobody saw was there before its first word.
  const earliest = Math.min(born, begin - booting.cpuMicros);
  return [beginning(first, earliest, none), beginning(first, begin, booting)];
}

function beginning(first: CpuCounters, t: number, used: NonNullable<ThreadStarted['clock']>): CpuCounters {
  const threads = first.threads.map((thread) => {
    if (thread.role !== 'main') return { ...thread, cpuMicros: 0, runQueueMicros: 0 };
    const cpuMicros = Math.min(thread.cpuMicros, used.cpuMicros);
    const queued = used.runQueueMicros + (used.cpuMicros - cpuMicros);
    return { ...thread, cpuMicros, runQueueMicros: Math.min(thread.runQueueMicros, queued) };
  });
  const process = { userMicros: Math.min(first.process.userMicros, used.cpuMicros), systemMicros: 0 };
  return { k: 'cpu', t, process, threads, foreignChildrenMicros: 0 };
}

function clocksOf(pid: number, rows: readonly CpuCounters[]): ProcessClocks {
  const times = Float64Array.from(rows, (row) => row.t);
  const known = new Map<number, { role: ThreadRole; cpu: Float64Array; demand: Float64Array; seen: number }>();
  rows.forEach((row, at) => {
    for (const { osThreadId, role, cpuMicros, runQueueMicros } of row.threads) {
      let clock = known.get(osThreadId);
      if (!clock) {
        clock = { role, cpu: new Float64Array(rows.length), demand: new Float64Array(rows.length), seen: -1 };
        known.set(osThreadId, clock);
      }
      clock.role = role; // a thread may be named after it was first seen
      for (let missed = clock.seen + 1; missed < at && clock.seen >= 0; missed++) copyRow(clock, clock.seen, missed);
      clock.cpu[at] = cpuMicros;
      clock.demand[at] = cpuMicros + runQueueMicros;
      clock.seen = at;
    }
  });
  const threads = [...known].map(([osThreadId, clock]): ThreadClock => {
    for (let ended = clock.seen + 1; ended < rows.length; ended++) copyRow(clock, clock.seen, ended);
    const { role, cpu, demand } = clock;
    return { osThreadId, role, cpu: { times, values: cpu }, demand: { times, values: demand } };
  });
  const ofProcess = Float64Array.from(rows, ({ process }) => process.userMicros + process.systemMicros);
  const foreign = lowestFromHere(rows.map((row) => row.foreignChildrenMicros));
  return { pid, times, process: { times, values: ofProcess }, foreignChildren: { times, values: foreign }, threads };
}

/**
 * A Node child counts as foreign until it has told its own clocks for the first time, and is taken off again then: what
 * remains at the end was foreign. Four children that start together would else have used 2.4 processors of two for a tenth
 * of a second, and all of it twice.
 */
function lowestFromHere(readings: readonly number[]): Float64Array {
  const lowest = Float64Array.from(readings);
  for (let at = lowest.length - 2; at >= 0; at--) lowest[at] = Math.min(lowest[at] as number, lowest[at + 1] as number);
  return lowest;
}

function copyRow(clock: { cpu: Float64Array; demand: Float64Array }, from: number, to: number): void {
  clock.cpu[to] = clock.cpu[from] as number;
  clock.demand[to] = clock.demand[from] as number;
}

/** The clock of a JS thread: by its kernel thread id, which it wrote down when it started; the main thread by its role. */
export function clockOf(thread: ThreadRun, clocks: readonly ProcessClocks[]): ThreadClock | null {
  const ofProcess = clocks.find((candidate) => candidate.pid === thread.entry.pid);
  if (!ofProcess) return null;
  const started = thread.events.find((event) => event.k === 'thread');
  const byId = ofProcess.threads.find((clock) => clock.osThreadId === started?.osThreadId);
  if (byId) return byId;
  return thread.entry.threadId === 0 ? (ofProcess.threads.find((clock) => clock.role === 'main') ?? null) : null;
}
