/** Each thread's blocked time, budget and function times: everything that needs its samples and its clock together. */
import type { ThreadSummary } from '../report.ts';
import { growthIn, type Accumulated } from './accumulated.ts';
import { findBlockedTime, type BlockedOfSample } from './blockedTime.ts';
import { clockOf, type ProcessClocks, type ThreadClock } from './cpuClocks.ts';
import { estimateCpu, estimatePool } from './estimatedClocks.ts';
import type { Contribution } from './offThread.ts';
import { findPollingTime } from './pollingTime.ts';
import type { SampledThread, ThreadRun } from './threadRuns.ts';
import { emptyBudget, measureBudget, sharesOf, type TimeBudget } from './timeBudget.ts';
import { measureFunctions, type ThreadTimes } from './threadTimes.ts';

export interface MeasuredThread {
  readonly run: ThreadRun;
  readonly samples: SampledThread;
  readonly clock: ThreadClock | null;
  readonly blocked: BlockedOfSample;
  readonly budget: TimeBudget;
  readonly times: ThreadTimes;
}

/** Null for a thread without samples. */
export function measureThread(run: ThreadRun, clocks: readonly ProcessClocks[]): MeasuredThread | null {
  if (run.samples === null) return null;
  const clock = clockOf(run, clocks);
  const samples = { ...run.samples, polling: findPollingTime(run.samples, clock) };
  const blocked = findBlockedTime(samples, clock);
  return {
    run,
    samples,
    clock,
    blocked,
    budget: measureBudget(samples, blocked),
    times: measureFunctions(samples, blocked),
  };
}

/** CPU of a JS thread over time: by its clock, else by its samples. */
export const cpuOf = ({ clock, samples, blocked }: MeasuredThread): Accumulated =>
  clock?.cpu ?? estimateCpu(samples, blocked);

/** The workers and the pool of a process that has no clocks per thread. */
export function estimateHelpers(
  process: ProcessClocks | undefined,
  threads: readonly MeasuredThread[],
  cpuIntervalMicros: number,
): Contribution[] {
  if (!process || process.threads.length > 0) return [];
  const own = threads.filter(({ run }) => run.entry.pid === process.pid);
  const workers = own.filter(({ run }) => run.entry.threadId !== 0).map(cpuOf);
  const pool = estimatePool(process, own.map(cpuOf), cpuIntervalMicros);
  return [
    ...workers.map((cpu): Contribution => ({ helper: 'workers', cpu, demand: cpu })),
    { helper: 'threadPool', cpu: pool, demand: pool },
  ];
}

export function summariseThread(
  run: ThreadRun,
  measured: MeasuredThread | undefined,
  runStart: number,
  runEnd: number,
): ThreadSummary {
  const { id, kind, pid, threadId, name, startMicros, endMicros } = run.entry;
  const end = endMicros ?? run.samples?.columns.endMicros ?? runEnd;
  return {
    id,
    kind,
    pid,
    threadId,
    name,
    startMs: (startMicros - runStart) / 1000,
    wallMs: Math.max(0, end - startMicros) / 1000,
    budget: sharesOf(measured?.budget ?? emptyBudget),
    ...(measured?.clock ? { queuedMs: queuedMicros(measured) / 1000 } : {}),
    ...(run.entry.end === 'cut' ? { isCut: true } : {}),
  };
}

/** How long the thread was ready to compute while other threads or programs held all processors; 0 without a clock. */
export function queuedMicros({ clock, samples: { columns } }: Pick<MeasuredThread, 'clock' | 'samples'>): number {
  const { startMicros, endMicros } = columns;
  if (clock === null || !(endMicros > startMicros)) return 0;
  return Math.max(0, growthIn(clock.demand, startMicros, endMicros) - growthIn(clock.cpu, startMicros, endMicros));
}
