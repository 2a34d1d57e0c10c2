/** A thread as a row of the lanes: a strip of what it did, and when. */
import type { Budget } from '../../../profiler/report.ts';
import type { TimeSpan } from './lane.ts';
import { equalSteps, meanIn, valueAt, type Steps } from './steps.ts';

/** The parts of a strip from its bottom up; what is left is waiting. */
export const activityParts = ['cpu', 'gc', 'blocked'] as const satisfies readonly (keyof Budget)[];

export interface ThreadRow {
  readonly id: string;
  readonly name: string;
  /** `Worker thread 2`; '' where that is not known. */
  readonly kind: string;
  /** The same where there is little room. */
  readonly shortKind: string;
  /** Null where nobody told. */
  readonly pid: number | null;
  readonly startMs: number;
  readonly endMs: number;
  /** Killed from outside: its last moments may be missing. */
  readonly isCut: boolean;
  /** Of its whole life; null where no samples were taken. */
  readonly budget: Budget | null;
  /** Shares of each stretch, by part; null where no samples were taken. */
  readonly parts: Readonly<Record<(typeof activityParts)[number], Steps>> | null;
  /** 1 where samples were taken. */
  readonly recorded: Steps | null;
}

/** Equal stretches one after another: whole per cent each, -1 where nothing was sampled. */
export interface ActivityColumns {
  readonly startMs: number;
  readonly bucketMs: number;
  readonly computing: ArrayLike<number>;
  readonly gc: ArrayLike<number>;
  /** Absent where it cannot be told from computing. */
  readonly blocked?: ArrayLike<number>;
}

export function strip(activity: ActivityColumns | null | undefined): Pick<ThreadRow, 'parts' | 'recorded'> {
  if (!activity) return { parts: null, recorded: null };
  const { startMs, bucketMs, computing, gc, blocked } = activity;
  const steps = (value: (at: number) => number) =>
    equalSteps(
      startMs,
      bucketMs,
      Array.from(computing, (_, at) => value(at)),
    );
  const sharesOf = (percents: ArrayLike<number>) => steps((at) => Math.max(0, percents[at] ?? 0) / 100);
  return {
    parts: { cpu: sharesOf(computing), gc: sharesOf(gc), blocked: blocked ? sharesOf(blocked) : steps(() => 0) },
    recorded: steps((at) => ((computing[at] ?? -1) < 0 ? 0 : 1)),
  };
}

/** Null while nothing was recorded of the thread. */
export function activityAt({ parts, recorded }: ThreadRow, atMs: number): Budget | null {
  if (parts === null || recorded === null || valueAt(recorded, atMs) !== 1) return null;
  return withWait(valueAt(parts.cpu, atMs), valueAt(parts.gc, atMs), valueAt(parts.blocked, atMs));
}

/** Over the recorded part of a range; null where there is none. */
export function activityIn({ parts, recorded }: ThreadRow, range: TimeSpan): Budget | null {
  const share = recorded && meanIn(recorded, range);
  if (parts === null || !share) return null;
  const of = (steps: Steps) => (meanIn(steps, range) ?? 0) / share;
  return withWait(of(parts.cpu), of(parts.gc), of(parts.blocked));
}

function withWait(cpu: number | null, gc: number | null, blocked: number | null): Budget {
  const used = (cpu ?? 0) + (gc ?? 0) + (blocked ?? 0);
  return { cpu: cpu ?? 0, gc: gc ?? 0, blocked: blocked ?? 0, wait: Math.max(0, 1 - used) };
}
