/** Where a profile lies in its run: its own microseconds and the milliseconds of the run mean the same moments. */
import type { RunInfo, ThreadSummary } from '../../../profiler/report.ts';
import type { ThreadProfile, TimeRange } from '../model/index.ts';
import type { TimeSpan } from './lane.ts';

export interface PlaceInRun {
  toRun(range: TimeRange): TimeSpan;
  /** The part of it that lies in the profile; an empty one at its edge where none does. */
  toProfile(range: TimeSpan): TimeRange;
}

const microsPerMs = 1000;

/** Exact where the report tells when the run began on the clock of the profile; else the profile begins with its thread. */
export function placeInRun(
  { startMicros, durationMicros }: Pick<ThreadProfile, 'startMicros' | 'durationMicros'>,
  thread: Pick<ThreadSummary, 'startMs'> | undefined,
  run: Pick<RunInfo, 'startMicros'>,
): PlaceInRun {
  const offset = run.startMicros === undefined ? (thread?.startMs ?? 0) * microsPerMs : startMicros - run.startMicros;
  const inside = (ms: number) => Math.max(0, Math.min(ms * microsPerMs - offset, durationMicros));
  return {
    toRun: (range) => ({
      startMs: (range.startMicros + offset) / microsPerMs,
      endMs: (range.endMicros + offset) / microsPerMs,
    }),
    toProfile: ({ startMs, endMs }) => ({ startMicros: inside(startMs), endMicros: inside(endMs) }),
  };
}
