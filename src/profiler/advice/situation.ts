/** What the rules ask about a report, worked out once. */
import type { HotFunction, Report } from '../report.ts';
import { defaultCalibration, type Calibration } from './calibration.ts';
import { copyOnceMs, keptData } from './copiedData.ts';
import { coversMost, findHandOver, movable, type HandOver } from './handOver.ts';
import { findSerialWork, type SerialWork } from './serialWork.ts';

export interface Situation {
  readonly report: Report;
  readonly machine: Calibration;
  /** False while the costs are defaults and not measured on this machine. */
  readonly isCalibrated: boolean;
  /** Whole processors that the program can really use. */
  readonly cores: number;
  /** Processors used on average over all threads and child processes, or waited for because others had them. */
  readonly coresUsed: number;
  /** The program's wall time as it would be without the profiler: what speed-ups are counted on. */
  readonly baseMs: number;
  /** Computed beside the main thread, over the run. */
  readonly helpersMs: number;
  /** The same with the time in the queue for a processor, as far as the system tells: others will have them again. */
  readonly helpersDemandMs: number;
  /** Threads of libuv's pool. */
  readonly poolThreads: number;
  /** All that the program keeps in memory, copied once to workers: what it surely keeps, and what it may keep. */
  readonly copyMs: { readonly sure: number; readonly possible: number };
  /** Awaits that follow each other; null where there are none. */
  readonly serial: SerialWork | null;
  /** Shares of the main thread's time. */
  readonly computing: number;
  readonly waiting: number;
  readonly isServer: boolean;
  /** The developer's function that burns, to be made faster; null when there is none of theirs. */
  readonly target: HotFunction | null;
  /** Of the main thread's time that the target and what it calls take. */
  readonly targetShare: number;
  /** The piece of work for workers; null when there is no function of the developer's. */
  readonly handOver: HandOver | null;
}

/** Two cores measure as 1.96 to 1.99: a quarter below a whole number still means that number. */
const measurementSlack = 0.25;
/** libuv's own, unless UV_THREADPOOL_SIZE says otherwise. */
export const defaultPoolThreads = 4;
/**
 * What the profiler adds to the time of the main thread from when it is measured on, less what Node takes to start before
 * that: 20 to 110 ms for most of 43 programs of bench/advice on a machine that others used too, 15 to 30 for most of 9 on a
 * quiet one (Node 20, two cores). The last write comes after it, and takes 10 to 200 ms by how busy the machine is.
 */
const addedToMainMs = 25;
/** What it adds to a whole run, where the main thread has no time of its own: the middle of the same programs. */
const addedToRunMs = 100;

/** The wall time as it would be without the profiler; of a short run never less than half. */
function wallWithoutProfiler({ run, threads }: Report): number {
  const wallMs = Math.max(1, run.wallMs);
  if (run.attached) return wallMs;
  const mainMs = threads.find(({ kind }) => kind === 'main')?.wallMs;
  const without = mainMs === undefined ? wallMs - addedToRunMs : Math.min(wallMs, mainMs) - addedToMainMs;
  return Math.max(wallMs / 2, without);
}

export function describeSituation(report: Report, measured?: Calibration): Situation {
  const { run, verdict } = report;
  const machine = measured ?? defaultCalibration(run.cpuCount, run.nodeVersion);
  // Never more than the run itself had: a calibration may come from a day with more processors.
  const cores = Math.max(1, Math.floor(Math.min(machine.usableCores, run.cpuCount) + measurementSlack));
  const { threadPool, workers, childProcesses } = verdict.offThreadDemandMs ?? verdict.offThreadCpuMs;
  const { cpu, gc, blocked, wait } = verdict.budget;
  const wallMs = Math.max(1, run.wallMs);
  const main = report.threads.find(({ kind }) => kind === 'main');
  const mainWallMs = Math.max(1, main?.wallMs ?? wallMs);
  const computingMs = (cpu + gc) * mainWallMs;
  const kept = keptData(report);
  const own = movable(report);
  const onMain = own.filter(({ threads }) => main === undefined || !threads || threads.includes(main.id));
  const target = findTarget(own, onMain, computingMs);
  return {
    report,
    machine,
    isCalibrated: machine.measuredAt !== null,
    cores,
    baseMs: wallWithoutProfiler(report),
    helpersMs: sumOf(verdict.offThreadCpuMs),
    helpersDemandMs: threadPool + workers + childProcesses,
    poolThreads: report.threadPool?.size ?? defaultPoolThreads,
    copyMs: { sure: copyOnceMs(kept.sure, machine), possible: copyOnceMs(kept.possible, machine) },
    serial: findSerialWork(report),
    coresUsed: cpu + gc + (threadPool + workers + childProcesses) / wallMs,
    computing: cpu + gc,
    waiting: wait + blocked,
    isServer: report.inFlight?.isServer ?? false,
    target,
    targetShare: target === null ? 0 : shareOfMain(target, report.threads.length, mainWallMs),
    handOver: findHandOver(withoutLoops(onMain, report, computingMs), computingMs, machine),
  };
}

/**
 * A loop of awaits stays where the event loop is; what it calls can move, also where that awaits something of its own.
 */
function withoutLoops(own: readonly HotFunction[], { tasks }: Report, computingMs: number): HotFunction[] {
  const loops = tasks.filter(({ awaits, kind }) => awaits && awaits !== 'single' && kind !== 'request');
  const isLoop = (one: HotFunction) =>
    loops.some(
      ({ name, location }) =>
        name === one.name && location?.file === one.location?.file && location?.line === one.location?.line,
    );
  const rest = own.filter((one) => !isLoop(one));
  // Where the loop itself computes, its function has to be cut: still better than naming one that computes next to nothing.
  return rest.some(({ totalMs }) => totalMs >= coversMost * computingMs) ? rest : [...own];
}

const sumOf = (parts: Report['verdict']['offThreadCpuMs']): number =>
  parts.threadPool + parts.workers + parts.childProcesses;

/** With one thread the table's own share, which leaves our measuring out; with several that one is of all threads' time. */
const shareOfMain = (target: HotFunction, threads: number, mainWallMs: number): number =>
  threads === 1 ? target.totalShare : Math.min(1, target.totalMs / mainWallMs);

/** The innermost function of the developer that still covers most of the computing; else the hottest of theirs. */
function findTarget(
  own: readonly HotFunction[],
  onMain: readonly HotFunction[],
  computingMs: number,
): HotFunction | null {
  const covering = onMain.filter(({ totalMs }) => totalMs >= coversMost * computingMs);
  const innermost = covering.sort((a, b) => a.totalMs - b.totalMs)[0];
  return innermost ?? [...own].sort((a, b) => b.selfMs - a.selfMs)[0] ?? null;
}
