/**
 * `performance.measure` entries as tasks, one for all of a name: what their thread did between beginning and end. Waiting
 * here is the loop's own idle time in the interval, so a measure around an `await` counts what else ran meanwhile as well.
 */
import type { Task } from '../../report.ts';
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import { accumulateSamples, growthIn } from '../accumulated.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import { classOf } from '../verdict/judge.ts';
import type { Operations } from './readOperations.ts';
import { quantile } from './requestTasks.ts';
import { leastMicros, waitsOfKinds } from './taskParts.ts';

interface Group {
  computing: number;
  blocked: number;
  idle: number;
  wait: number;
  union: number;
  most: number;
  first: number;
  last: number;
  readonly durations: { duration: number; weight: number }[];
  readonly kinds: Float64Array;
}

/** With more entries than this, operations are looked for in the first ones only. */
const mostLookedAt = 10_000;

export function listMeasureTasks(
  threads: readonly { readonly measured: MeasuredThread | null; readonly number: number }[],
  operations: Operations,
  ready: Float64Array,
  startMicros: number,
): { task: Task; weight: number }[] {
  const groups = new Map<string, Group>();
  for (const { measured, number } of threads) {
    const entries = (measured?.run.events ?? []).flatMap((event) =>
      event.k === 'measures'
        ? event.name.map((name, at) => ({ name, start: event.start[at] ?? 0, duration: event.duration[at] ?? 0 }))
        : [],
    );
    if (measured === null || entries.length === 0) continue;
    const time = timesOf(measured);
    entries.forEach(({ name, start, duration }, at) => {
      let group = groups.get(name);
      if (!group) groups.set(name, (group = newGroup(operations.kinds.length)));
      group.durations.push({ duration, weight: 1 });
      group.first = Math.min(group.first, start);
      group.last = Math.max(group.last, start + duration);
      group.computing += growthIn(time.computing, start, start + duration);
      group.blocked += growthIn(time.blocked, start, start + duration);
      group.idle += growthIn(time.idle, start, start + duration);
      if (at < mostLookedAt) addOperations(group, start, start + duration, operations, ready, number);
    });
  }
  return [...groups].map(([name, group]) => toTask(name, group, operations, startMicros));
}

function timesOf({ samples, blocked }: MeasuredThread) {
  const { columns, isIdle, isProfilers } = samples;
  const { timeOfSample, nodeOfSample, endMicros } = columns;
  const isOurs = (sample: number) => isProfilers[nodeOfSample[sample] as number] === 1;
  const blockedShare = (sample: number) => {
    const duration = endOfSample(columns, sample) - (timeOfSample[sample] as number);
    return duration > 0 ? (blocked[sample] as number) / duration : 0;
  };
  return {
    idle: accumulateSamples(timeOfSample, endMicros, (sample) => isIdle[sample] as number),
    blocked: accumulateSamples(timeOfSample, endMicros, blockedShare),
    computing: accumulateSamples(timeOfSample, endMicros, (sample) =>
      isIdle[sample] === 1 || isOurs(sample) ? 0 : 1 - blockedShare(sample),
    ),
  };
}

const newGroup = (kinds: number): Group => ({
  computing: 0,
  blocked: 0,
  idle: 0,
  wait: 0,
  union: 0,
  most: 0,
  first: Infinity,
  last: -Infinity,
  durations: [],
  kinds: new Float64Array(kinds),
});

/** Those that began inside the interval, cut off at its end. */
function addOperations(
  group: Group,
  from: number,
  to: number,
  { start, weight, kind, thread, count }: Operations,
  ready: Float64Array,
  number: number,
): void {
  let until = -Infinity;
  let ends: number[] = [];
  for (let row = firstFrom(start, from); row < count && (start[row] as number) < to; row++) {
    if (thread[row] !== number) continue;
    const begin = start[row] as number;
    const end = Math.min(to, Math.max(begin, ready[row] as number));
    const waited = (weight[row] as number) * (end - begin);
    group.wait += waited;
    group.kinds[kind[row] as number] = (group.kinds[kind[row] as number] as number) + waited;
    group.union += Math.max(0, end - Math.max(begin, until));
    until = Math.max(until, end);
    ends = ends.filter((one) => one > begin);
    ends.push(end);
    group.most = Math.max(group.most, ends.length);
  }
}

/** First row that does not begin before `time`. */
function firstFrom(start: Float64Array, time: number): number {
  let low = 0;
  let high = start.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function toTask(
  name: string,
  group: Group,
  operations: Operations,
  startMicros: number,
): { task: Task; weight: number } {
  const spent = group.computing + group.blocked + group.idle;
  const durations = group.durations.sort((a, b) => a.duration - b.duration);
  const total = durations.reduce((sum, { duration }) => sum + duration, 0);
  const task: Task = {
    name,
    location: null,
    count: durations.length,
    cpuMs: group.computing / 1000,
    waitMs: group.wait / 1000,
    blockedMs: group.blocked / 1000,
    meanInFlight: group.union > 0 ? group.wait / group.union : 0,
    maxInFlight: group.most,
    class: spent >= leastMicros ? classOf(group.computing / spent) : 'insufficient-data',
    kind: 'measure',
    awaits: null,
    waitsFor: waitsOfKinds(operations.kinds, group.kinds),
    span: { startMs: (group.first - startMicros) / 1000, endMs: (group.last - startMicros) / 1000 },
    meanMs: total / durations.length / 1000,
    p99Ms: quantile(durations, 0.99 * durations.length) / 1000,
  };
  return { task, weight: spent };
}
