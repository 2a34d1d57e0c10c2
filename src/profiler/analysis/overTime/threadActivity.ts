/** What each thread did in equal stretches of its life: a strip to draw without its profile. */
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { ThreadActivity } from '../../report.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import { functionOfNode } from '../threadRuns.ts';

/** A strip is some 1,000 pixels wide. */
const mostBuckets = 600;
/** Of all threads together: three columns of two to three characters make 75 kB of the report. */
const mostBucketsOfAll = 10_000;
/** However many the threads are: fewer stretches would show nothing of a thread's course. */
const fewestBuckets = 20;
/** Five samples of the usual millisecond: fewer say little about a share. */
const shortestBucketMicros = 5_000;

export function describeActivity(threads: readonly MeasuredThread[], runStartMicros: number): ThreadActivity[] {
  const allowed = Math.max(fewestBuckets, Math.min(mostBuckets, Math.floor(mostBucketsOfAll / threads.length)));
  return threads.map((thread) => activityOf(thread, allowed, runStartMicros));
}

function activityOf(thread: MeasuredThread, allowed: number, runStartMicros: number): ThreadActivity {
  const { columns } = thread.samples;
  const start = columns.timeOfSample[0] ?? columns.endMicros;
  const bucketMicros = Math.max(shortestBucketMicros, (columns.endMicros - start) / allowed);
  const times = addUp(thread, start, bucketMicros);
  return {
    threadId: thread.run.entry.id,
    startMs: (start - runStartMicros) / 1000,
    bucketMs: bucketMicros / 1000,
    computing: percentOf(times.computing, times.measured),
    gc: percentOf(times.gc, times.measured),
    blocked: percentOf(times.blocked, times.measured),
  };
}

/** Microseconds by stretch. As in the budget, the agent's own work is left out. */
function addUp({ samples, blocked }: MeasuredThread, start: number, bucketMicros: number) {
  const { columns, isIdle, polling } = samples;
  // A float's error must not make a stretch of its own.
  const count = Math.max(1, Math.ceil((columns.endMicros - start) / bucketMicros - 1e-6));
  const make = () => new Float64Array(count);
  const sums = { computing: make(), gc: make(), blocked: make(), measured: make() };
  columns.nodeOfSample.forEach((node, sample) => {
    const pseudo = node >= 0 ? functionOfNode(samples, node).pseudo : null;
    const [from, to] = [columns.timeOfSample[sample] as number, endOfSample(columns, sample)];
    if (pseudo === 'profiler' || !(to > from)) return;
    const held = blocked[sample] as number;
    const busy = isIdle[sample] === 1 ? (polling[sample] as number) : to - from - held;
    const active = pseudo === 'gc' ? sums.gc : sums.computing;
    for (let at = from; at < to;) {
      const bucket = Math.min(count - 1, Math.floor((at - start) / bucketMicros));
      const until = bucket === count - 1 ? to : Math.min(to, start + (bucket + 1) * bucketMicros);
      // A step that the precision of a float swallows would never end.
      const next = until > at ? until : to;
      const share = (next - at) / (to - from);
      add(sums.measured, bucket, next - at);
      add(sums.blocked, bucket, share * held);
      add(active, bucket, share * busy);
      at = next;
    }
  });
  return sums;
}

const percentOf = (times: Float64Array, measured: Float64Array): number[] =>
  Array.from(times, (time, at) => {
    const whole = measured[at] as number;
    return whole > 0 ? Math.round((100 * time) / whole) : -1;
  });

function add(column: Float64Array, row: number, amount: number): void {
  column[row] = (column[row] as number) + amount;
}
