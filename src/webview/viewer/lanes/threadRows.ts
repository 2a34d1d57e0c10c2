/** The threads and processes of a run as rows of a strip each: what they did, and when. */
import type { Budget, Report, ThreadActivity, ThreadSummary } from '../../../profiler/report.ts';
import { threadKind } from '../../views/words.ts';
import { equalSteps, meanIn, valueAt, type Steps } from './steps.ts';
import type { TimeSpan } from './lane.ts';

/** The parts of a strip from its bottom up; what is left is waiting. */
export const activityParts = ['cpu', 'gc', 'blocked'] as const satisfies readonly (keyof Budget)[];

export interface ThreadRow {
  readonly thread: ThreadSummary;
  readonly kind: string;
  readonly endMs: number;
  /** Shares of each stretch, by part; null where no samples were taken. */
  readonly parts: Readonly<Record<(typeof activityParts)[number], Steps>> | null;
  /** 1 where samples were taken. */
  readonly recorded: Steps | null;
}

/** The main thread first, the others in order of their start. */
export function readThreadRows({ threads, overTime }: Pick<Report, 'threads' | 'overTime'>): ThreadRow[] {
  const activityOf = new Map(overTime?.threads.map((activity) => [activity.threadId, activity]));
  const rank = ({ kind }: ThreadSummary) => (kind === 'main' ? 0 : 1);
  return [...threads]
    .sort((a, b) => rank(a) - rank(b) || a.startMs - b.startMs)
    .map((thread) => {
      const activity = activityOf.get(thread.id);
      return {
        thread,
        kind: threadKind(thread),
        endMs: thread.startMs + thread.wallMs,
        parts: activity
          ? {
              cpu: sharesOf(activity, activity.computing),
              gc: sharesOf(activity, activity.gc),
              blocked: sharesOf(activity, activity.blocked),
            }
          : null,
        recorded: activity
          ? equalSteps(
              activity.startMs,
              activity.bucketMs,
              activity.computing.map((percent) => (percent < 0 ? 0 : 1)),
            )
          : null,
      };
    });
}

const sharesOf = ({ startMs, bucketMs }: ThreadActivity, percents: readonly number[]): Steps =>
  equalSteps(
    startMs,
    bucketMs,
    percents.map((percent) => Math.max(0, percent) / 100),
  );

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
