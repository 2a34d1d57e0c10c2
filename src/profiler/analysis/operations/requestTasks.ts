/**
 * Requests as tasks, one for all of a name. The class is seen from inside a request: its own computing against the time in
 * which at least one of its own operations was open. What it stood in the queue behind other requests is neither.
 */
import type { Location, Task } from '../../report.ts';
import { classOf } from '../verdict/judge.ts';
import { patternOf } from './awaitPattern.ts';
import type { CallSite } from './callSites.ts';
import type { Operations } from './readOperations.ts';
import { requestKey, type ServedRequest } from './requests.ts';
import { fewestOperations, waitsOfKinds, computingShareOf } from './taskParts.ts';

export interface RequestFacts {
  readonly operations: Operations;
  readonly ready: Float64Array;
  readonly requests: readonly ServedRequest[];
  readonly rowsOfRequest: ReadonlyMap<number, readonly number[]>;
  /** What a request's path says about the function that was called with it. */
  readonly callSiteOf: (request: ServedRequest) => CallSite | null;
  /** Of the run. */
  readonly startMicros: number;
}

interface Group {
  count: number;
  cpu: number;
  /** Waits of operations added up, and with those of one request counted once where they overlap. */
  wait: number;
  union: number;
  /** Weighted operations, and the most of one request open at once. */
  operations: number;
  most: number;
  total: number;
  first: number;
  last: number;
  readonly durations: { duration: number; weight: number }[];
  readonly kinds: Float64Array;
  location: Location | null;
}

export function listRequestTasks({
  operations,
  ready,
  requests,
  rowsOfRequest,
  callSiteOf,
  startMicros,
}: RequestFacts): { task: Task; weight: number }[] {
  const groups = new Map<string, Group>();
  for (const request of requests) {
    let group = groups.get(request.name);
    if (!group) groups.set(request.name, (group = newGroup(operations.kinds.length)));
    addRequest(group, request, rowsOfRequest.get(requestKey(request.thread, request.id)) ?? [], operations, ready);
    const site = callSiteOf(request);
    group.location ??= site?.frames[site.owner]?.functionLocation ?? null;
  }
  return [...groups].map(([name, group]) => toTask(name, group, operations, startMicros));
}

const newGroup = (kinds: number): Group => ({
  count: 0,
  cpu: 0,
  wait: 0,
  union: 0,
  operations: 0,
  most: 0,
  total: 0,
  first: Infinity,
  last: -Infinity,
  durations: [],
  kinds: new Float64Array(kinds),
  location: null,
});

function addRequest(
  group: Group,
  request: ServedRequest,
  rows: readonly number[],
  { start, weight, kind }: Operations,
  ready: Float64Array,
): void {
  group.count += request.weight;
  group.first = Math.min(group.first, request.start);
  group.last = Math.max(group.last, request.start + (request.duration ?? 0));
  group.cpu += request.weight * (request.busy ?? 0);
  if (request.duration !== null) {
    group.durations.push({ duration: request.duration, weight: request.weight });
    group.total += request.weight * request.duration;
  }
  let until = -Infinity;
  const ends: number[] = [];
  for (const row of rows) {
    const from = start[row] as number;
    const to = Math.max(from, ready[row] as number);
    const number = kind[row] as number;
    // Of a request that stands for others, each operation does too.
    const times = request.weight * (weight[row] as number);
    group.wait += times * (to - from);
    group.kinds[number] = (group.kinds[number] as number) + times * (to - from);
    group.operations += times;
    group.union += request.weight * Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
    for (let at = ends.length - 1; at >= 0; at--) if ((ends[at] as number) <= from) ends.splice(at, 1);
    ends.push(to);
    group.most = Math.max(group.most, ends.length);
  }
}

function toTask(
  name: string,
  group: Group,
  operations: Operations,
  startMicros: number,
): { task: Task; weight: number } {
  const spent = group.cpu + group.union;
  const inFlight = group.union > 0 ? group.wait / group.union : 0;
  const durations = group.durations.sort((a, b) => a.duration - b.duration);
  const finished = durations.reduce((sum, { weight }) => sum + weight, 0);
  const task: Task = {
    name,
    location: group.location,
    count: Math.round(group.count),
    cpuMs: group.cpu / 1000,
    waitMs: group.wait / 1000,
    blockedMs: 0,
    meanInFlight: inFlight,
    maxInFlight: group.most,
    class:
      group.count >= fewestOperations && spent > 0
        ? classOf((group.cpu + group.union * computingShareOf(operations.kinds, group.kinds)) / spent)
        : 'insufficient-data',
    kind: 'request',
    awaits: group.operations > 0 ? patternOf(inFlight, group.operations / group.count) : null,
    waitsFor: waitsOfKinds(operations.kinds, group.kinds),
    span: { startMs: (group.first - startMicros) / 1000, endMs: (group.last - startMicros) / 1000 },
    ...(finished > 0
      ? { meanMs: group.total / finished / 1000, p99Ms: quantile(durations, 0.99 * finished) / 1000 }
      : {}),
  };
  return { task, weight: spent };
}

/** The first duration that, with all shorter ones, reaches `weightUpTo`. */
export function quantile(sorted: readonly { duration: number; weight: number }[], weightUpTo: number): number {
  let passed = 0;
  for (const { duration, weight } of sorted) {
    passed += weight;
    if (passed >= weightUpTo) return duration;
  }
  return sorted.at(-1)?.duration ?? 0;
}
