/** Several threads' profiles → lanes on one clock, where they have one. */
import { budgetParts } from '../../views/budgetBar.ts';
import type { ThreadSurvey } from '../read/surveyThread.ts';
import { collectingThreads, countOfThreads } from './collectingThreads.ts';
import { findCommonClock } from './commonClock.ts';
import type { Lane } from './lane.ts';
import type { ActivityPart, LanesInput } from './lanesInput.ts';
import { createSeriesLane } from './seriesLane.ts';
import { activityIn, strip, type ActivityColumns, type ThreadRow } from './threadRow.ts';

export interface SurveyedThread extends ThreadSurvey {
  readonly id: string;
  readonly kind: string;
  readonly shortKind: string;
  readonly namedSeconds: number | null;
}

const microsPerMs = 1000;

/** The report knows more of a thread than a profile alone does. */
const parts: readonly ActivityPart[] = budgetParts.map((part) =>
  part.key === 'cpu'
    ? { ...part, hint: 'In a function when it was sampled; a profile does not tell whether it had a processor' }
    : part,
);

/** Rows in the order given. */
export function lanesOfProfiles(threads: readonly SurveyedThread[], notes: readonly string[]): LanesInput {
  const { originMicros, reason } = findCommonClock(threads);
  const activities = threads.map((thread, at) => activityInPicture(thread, originMicros[at] ?? 0));
  const rows = threads.map((thread, at) => rowOf(thread, originMicros[at] ?? 0, activities[at] ?? null));
  const wallMs = Math.max(0, ...rows.map(({ endMs }) => endMs));
  return {
    wallMs,
    rows,
    lanes: [
      ...gc(
        activities.filter((activity) => activity !== null),
        wallMs,
      ),
    ],
    parts,
    notes: reason === null ? notes : [reason, ...notes],
  };
}

function activityInPicture({ activity, startMicros }: SurveyedThread, originMicros: number): ActivityColumns | null {
  return (
    activity && {
      ...activity,
      startMs: (startMicros - originMicros + activity.startMicros) / microsPerMs,
      bucketMs: activity.bucketMicros / microsPerMs,
    }
  );
}

function rowOf(thread: SurveyedThread, originMicros: number, activity: ActivityColumns | null): ThreadRow {
  const startMs = (thread.startMicros - originMicros) / microsPerMs;
  const row: ThreadRow = {
    id: thread.id,
    name: thread.name,
    kind: thread.kind,
    shortKind: thread.shortKind,
    // Its kind says it.
    pid: null,
    startMs,
    endMs: startMs + thread.durationMicros / microsPerMs,
    isCut: false,
    budget: null,
    ...strip(activity),
  };
  return { ...row, budget: activityIn(row, row) };
}

function gc(activities: readonly ActivityColumns[], wallMs: number): Lane[] {
  if (!activities.some(({ gc: percents }) => Array.from(percents).some((percent) => percent > 0))) return [];
  return [
    createSeriesLane({
      id: 'gc',
      name: 'GC',
      hint: 'Threads that collected garbage, as the samples saw them.',
      heightPx: 26,
      shape: 'areas',
      format: countOfThreads,
      limit: { label: 'One thread', value: 1 },
      series: [{ label: 'Collecting', colour: { token: '--part-gc' }, steps: collectingThreads(activities, wallMs) }],
    }),
  ];
}
