/**
 * Whether several profiles can be laid out on one clock. V8 writes the machine's monotonic clock in microseconds: it is the
 * same for all threads and processes until the machine restarts, and says nothing about other machines.
 */
import type { ThreadSurvey } from '../read/surveyThread.ts';

export interface ClockedThread extends Pick<ThreadSurvey, 'startMicros' | 'durationMicros'> {
  /** Seconds of local time at which Node says in the file's name that the profile began; null where it does not. */
  readonly namedSeconds: number | null;
}

export interface CommonClock {
  /** Where the picture begins, of each thread. */
  readonly originMicros: readonly number[];
  /** Why each begins at its own start, as a sentence; null on one clock. */
  readonly reason: string | null;
}

/** Recorded stretches that together fill less of the picture are slivers in it: nobody could see what they did. */
const leastRecordedShare = 0.02;
/**
 * How far the time in a name and the clock in the file may drift apart between two files of one machine: names count whole
 * seconds, and clocks of local time are set now and then.
 */
const mostDriftSeconds = 60;
const microsPerSecond = 1e6;

export function findCommonClock(threads: readonly ClockedThread[]): CommonClock {
  const reason = whyNot(threads);
  const origin = Math.min(...threads.map(({ startMicros }) => startMicros));
  return { originMicros: threads.map(({ startMicros }) => (reason === null ? origin : startMicros)), reason };
}

function whyNot(threads: readonly ClockedThread[]): string | null {
  const own = 'so each begins at its own start.';
  if (threads.some(({ startMicros }) => !(startMicros > 0))) return `Not every profile says when it began, ${own}`;
  const drifts = threads.flatMap(({ namedSeconds, startMicros }) =>
    namedSeconds === null ? [] : [namedSeconds - startMicros / microsPerSecond],
  );
  if (Math.max(...drifts) - Math.min(...drifts) > mostDriftSeconds)
    return `By their names the profiles come from several machines, or from one that was restarted between them, ${own}`;
  if (recordedShare(threads) < leastRecordedShare)
    return `The profiles were recorded too far apart to be seen together, ${own}`;
  return null;
}

/** Of the time from the first start to the last end, the part in which any of them recorded. */
function recordedShare(threads: readonly ClockedThread[]): number {
  const spans = threads
    .map(({ startMicros, durationMicros }) => ({ start: startMicros, end: startMicros + Math.max(0, durationMicros) }))
    .sort((a, b) => a.start - b.start);
  const first = spans[0]?.start ?? 0;
  let recorded = 0;
  let until = first;
  for (const { start, end } of spans) {
    recorded += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return until > first ? recorded / (until - first) : 1;
}
