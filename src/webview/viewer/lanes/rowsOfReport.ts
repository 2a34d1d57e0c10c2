/** The threads and processes of a report as rows. */
import type { Report, ThreadSummary } from '../../../profiler/report.ts';
import { threadKind } from '../../views/words.ts';
import { strip, type ThreadRow } from './threadRow.ts';

/** The main thread first, the others in order of their start. */
export function rowsOfReport({ threads, overTime }: Pick<Report, 'threads' | 'overTime'>): ThreadRow[] {
  const activityOf = new Map(overTime?.threads.map((activity) => [activity.threadId, activity]));
  const rank = ({ kind }: ThreadSummary) => (kind === 'main' ? 0 : 1);
  return [...threads]
    .sort((a, b) => rank(a) - rank(b) || a.startMs - b.startMs)
    .map((thread) => ({
      id: thread.id,
      name: thread.name,
      kind: threadKind(thread),
      shortKind: shortKind(thread),
      pid: thread.pid,
      startMs: thread.startMs,
      endMs: thread.startMs + thread.wallMs,
      isCut: thread.isCut === true,
      budget: thread.budget,
      ...strip(activityOf.get(thread.id)),
    }));
}

const shortKind = ({ kind, threadId, pid }: ThreadSummary): string =>
  kind === 'main' ? 'main' : `${kind} ${kind === 'worker' ? threadId : pid}`;
