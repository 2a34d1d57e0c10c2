/** What the rules ask about a report, worked out once. */
import type { HotFunction, Report } from '../report.ts';
import { defaultCalibration, type Calibration } from './calibration.ts';

export interface Situation {
  readonly report: Report;
  readonly machine: Calibration;
  /** False while the costs are defaults and not measured on this machine. */
  readonly isCalibrated: boolean;
  /** Whole processors that the program can really use. */
  readonly cores: number;
  /** Processors used on average over all threads and child processes, or waited for because others had them. */
  readonly coresUsed: number;
  /** Shares of the main thread's time. */
  readonly computing: number;
  readonly waiting: number;
  readonly isServer: boolean;
  /** The developer's function that the computing happens in; null when there is none of theirs. */
  readonly target: HotFunction | null;
}

export function describeSituation(report: Report, measured?: Calibration): Situation {
  const { run, verdict } = report;
  const machine = measured ?? defaultCalibration(run.cpuCount, run.nodeVersion);
  // Never more than the run itself had: a calibration may come from a day with more processors.
  const cores = Math.max(1, Math.floor(Math.min(machine.usableCores, run.cpuCount) + 0.25));
  const { threadPool, workers, childProcesses } = verdict.offThreadDemandMs ?? verdict.offThreadCpuMs;
  const { cpu, gc, blocked, wait } = verdict.budget;
  const wallMs = Math.max(1, run.wallMs);
  return {
    report,
    machine,
    isCalibrated: measured !== undefined,
    cores,
    coresUsed: cpu + gc + (threadPool + workers + childProcesses) / wallMs,
    computing: cpu + gc,
    waiting: wait + blocked,
    isServer: report.inFlight?.isServer ?? false,
    target: findTarget(report.hotFunctions, cpu + gc),
  };
}

/** A function that covers this much of the computing can be moved away as a whole. */
const coversMost = 0.6;

/** The innermost function of the developer that still covers most of the computing; else the hottest of theirs. */
function findTarget(functions: readonly HotFunction[], computing: number): HotFunction | null {
  const own = functions.filter(
    (candidate) => candidate.category === 'user' && candidate.location !== null && candidate.name !== '(top level)',
  );
  const covering = own.filter((candidate) => candidate.totalShare >= coversMost * computing);
  const innermost = covering.sort((a, b) => a.totalShare - b.totalShare)[0];
  return innermost ?? own.sort((a, b) => b.selfMs - a.selfMs)[0] ?? null;
}
