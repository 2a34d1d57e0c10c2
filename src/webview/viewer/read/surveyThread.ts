/** What a thread did over time in a few hundred columns: enough for its lane, without keeping its profile. */
import { noNode, type ThreadProfile } from '../model/threadProfile.ts';

export interface ThreadSurvey {
  /** '' where the file does not say. */
  readonly name: string;
  /** On the clock of the machine, as in the profile. */
  readonly startMicros: number;
  readonly durationMicros: number;
  /** Null where the file does not tell when what was seen: a heap profile, or one that only counts. */
  readonly activity: SurveyedActivity | null;
}

/** Equal stretches of the profile from its first sample on. */
export interface SurveyedActivity {
  /** Since the start of the profile. */
  readonly startMicros: number;
  readonly bucketMicros: number;
  /** Whole per cent of each stretch; -1 where nothing was sampled. What is left is waiting in the event loop. */
  readonly computing: Int8Array;
  readonly gc: Int8Array;
  /** In a function that is known to wait, such as `Atomics.wait`. */
  readonly blocked: Int8Array;
}

/** A strip is some 1,000 pixels wide. */
const mostBuckets = 600;
/** Five samples of the usual millisecond: fewer say little about a share. */
const shortestBucketMicros = 5_000;

export function surveyThread(profile: ThreadProfile): ThreadSurvey {
  const { name, startMicros, durationMicros } = profile;
  return { name, startMicros, durationMicros, activity: activityOf(profile) };
}

const kinds = ['computing', 'gc', 'blocked', 'idle'] as const;
type Kind = (typeof kinds)[number];

function activityOf({ tree, samples }: ThreadProfile): SurveyedActivity | null {
  if (samples === null) return null;
  const { nodeOfSample, startOfSample } = samples;
  const kindOfFrame = tree.frames.map(({ role }): number => kinds.indexOf(kindOf[role]));
  const start = startOfSample[0] ?? 0;
  const length = (startOfSample[nodeOfSample.length] ?? start) - start;
  if (!(length > 0)) return null;
  const bucketMicros = Math.max(shortestBucketMicros, length / mostBuckets);
  // A float's error must not make a stretch of its own.
  const count = Math.max(1, Math.ceil(length / bucketMicros - 1e-6));
  const sums = kinds.map(() => new Float64Array(count));
  for (let sample = 0; sample < nodeOfSample.length; sample++) {
    const node = nodeOfSample[sample]!;
    if (node === noNode) continue;
    const sum = sums[kindOfFrame[tree.frameOfNode[node]!]!]!;
    const to = startOfSample[sample + 1]!;
    for (let at = startOfSample[sample]!; at < to;) {
      const bucket = Math.min(count - 1, Math.floor((at - start) / bucketMicros));
      const until = bucket === count - 1 ? to : Math.min(to, start + (bucket + 1) * bucketMicros);
      // A step that the precision of a float swallows would never end.
      const next = until > at ? until : to;
      sum[bucket]! += next - at;
      at = next;
    }
  }
  const [computing, gc, blocked] = sums.map((sum) =>
    Int8Array.from(sum, (time, at) => {
      const measured = sums.reduce((all, one) => all + one[at]!, 0);
      return measured > 0 ? Math.round((100 * time) / measured) : -1;
    }),
  );
  return { startMicros: start, bucketMicros, computing: computing!, gc: gc!, blocked: blocked! };
}

const kindOf: Readonly<Record<ThreadProfile['tree']['frames'][number]['role'], Kind>> = {
  call: 'computing',
  program: 'computing',
  gc: 'gc',
  waiting: 'blocked',
  idle: 'idle',
  root: 'idle',
};
