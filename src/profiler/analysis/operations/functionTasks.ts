/**
 * Functions of the program as tasks: those that start or await I/O, and those that compute at least 1 % of all.
 *
 * A task's class takes what it computed against what it waited for: the time in which an operation of its was open and
 * the thread was not computing in it. A response that lies ready while the task still works on the one before is no
 * waiting. Operations of a request that was being served are taken by request, because a handler under load waits for its
 * own answer however many others are served meanwhile.
 */
import type { Location, Task } from '../../report.ts';
import type { CallCounts } from '../callCounts.ts';
import type { FunctionInfo } from '../describeFrames.ts';
import type { MeasuredThread } from '../measureThreads.ts';
import { functionOfNode } from '../threadRuns.ts';
import { classOf } from '../verdict/judge.ts';
import { computingWhileOpen } from './computingWhileOpen.ts';
import { awaitPatternOf, countSteps, type Steps } from './awaitPattern.ts';
import { measureGroups, type GroupTotals } from './inFlight.ts';
import type { Operations } from './readOperations.ts';
import { waitsByRequest, type RequestWaits } from './requestWaits.ts';
import type { Sites } from './sites.ts';
import { measureSteps } from './stepWaits.ts';
import { fewestOperations, leastMicros, waitsOfKinds, computingShareOf } from './taskParts.ts';
import type { Spans } from './walk.ts';

/** A function that computes less is on the list only for its I/O. */
const smallestCpuShare = 0.01;

interface Candidate {
  readonly key: string;
  readonly name: string;
  readonly location: Location | null;
  info: FunctionInfo | null;
  cpu: number;
  blocked: number;
  /** Operations started in its own code. */
  direct: number;
}

export interface TaskFacts {
  readonly operations: Operations;
  readonly sites: Sites;
  readonly waits: Spans;
  readonly rowsOfRequests: readonly (readonly number[])[];
  readonly threads: readonly MeasuredThread[];
  readonly counts: CallCounts;
}

export function listFunctionTasks(facts: TaskFacts): { task: Task; weight: number }[] {
  const { operations, sites, waits, rowsOfRequests, threads, counts } = facts;
  const candidates = new Candidates();
  const groupsOfSite = sites.list.map(({ call, count }) => {
    const groups = call.frames.flatMap((frame) => (frame.isDependency ? [] : [candidates.ofFrame(frame)]));
    const owner = call.frames[call.owner];
    if (owner && !owner.isDependency) candidates.at(candidates.ofFrame(owner)).direct += count;
    return Int32Array.from(new Set(groups));
  });
  const withOperations = candidates.list.length;
  addComputing(threads, candidates);
  const groupsOfRow = (row: number) => groupsOfSite[sites.ofRow[row] as number] as Int32Array;
  const totals = measureGroups(operations, waits, groupsOfRow, candidates.list.length);
  const whileOpen = computingWhileOpen(
    waits,
    threads,
    (key) => candidates.find(key),
    candidates.list.length,
    groupsOfRow,
  );
  const byRequest = waitsByRequest(operations, waits, rowsOfRequests, groupsOfRow, candidates.list.length);
  const steps = countSteps(sites, (frame) => candidates.ofFrame(frame), candidates.list.length);
  const sequences = measureSteps(operations, sites, waits.end, (frame) => candidates.ofFrame(frame));
  const waitsFor = {
    ofGroup: waitsByKind(operations, waits.end, groupsOfRow, candidates.list.length),
    kinds: operations.kinds,
  };
  return candidates.list.map((candidate, group) =>
    toTask({
      candidate,
      group,
      totals,
      whileOpen,
      byRequest,
      steps,
      counts,
      waitsFor,
      sequence: sequences.get(group),
      startsIo: group < withOperations,
    }),
  );
}

class Candidates {
  readonly list: Candidate[] = [];
  readonly #groupOfKey = new Map<string, number>();

  at(group: number): Candidate {
    return this.list[group] as Candidate;
  }

  ofFrame(frame: { functionKey: string; name: string; functionLocation: Location | null }): number {
    return this.#get(frame.functionKey, frame.name, frame.functionLocation, null);
  }

  ofFunction(info: FunctionInfo): number {
    return this.#get(info.key, info.name, info.location, info);
  }

  find(key: string): number {
    return this.#groupOfKey.get(key) ?? -1;
  }

  #get(key: string, name: string, location: Location | null, info: FunctionInfo | null): number {
    let group = this.#groupOfKey.get(key);
    if (group === undefined) {
      group = this.list.push({ key, name, location, info, cpu: 0, blocked: 0, direct: 0 }) - 1;
      this.#groupOfKey.set(key, group);
    }
    return group;
  }
}

/** CPU and blocked time of the candidates, and further candidates for their CPU. */
function addComputing(threads: readonly MeasuredThread[], candidates: Candidates): void {
  const all = threads.reduce((sum, { budget }) => sum + budget.cpu + budget.gc, 0);
  const sums = new Map<string, { info: FunctionInfo; cpu: number; blocked: number }>();
  for (const { samples, times, blocked } of threads) {
    const blockedBelow = blockedTotals(samples, blocked);
    for (const { info, total } of times.functions) {
      if (info.category !== 'user' || info.pseudo !== null || info.agent !== null) continue;
      const sum = sums.get(info.key) ?? { info, cpu: 0, blocked: 0 };
      sum.cpu += total;
      sum.blocked += blockedBelow.get(info.key) ?? 0;
      sums.set(info.key, sum);
    }
  }
  for (const { info, cpu, blocked } of sums.values()) {
    if (candidates.find(info.key) < 0 && cpu < smallestCpuShare * all && blocked < leastMicros) continue;
    const candidate = candidates.at(candidates.ofFunction(info));
    candidate.info = info;
    candidate.cpu = cpu;
    candidate.blocked = blocked;
  }
}

/** Blocked time in each function of the developer and what it calls; a stack counts once. */
function blockedTotals(samples: MeasuredThread['samples'], blocked: MeasuredThread['blocked']): Map<string, number> {
  const { nodeOfSample, parentOfNode } = samples.columns;
  const ofNode = new Map<number, number>();
  nodeOfSample.forEach((node, sample) => {
    const time = blocked[sample] as number;
    if (node >= 0 && time > 0) ofNode.set(node, (ofNode.get(node) ?? 0) + time);
  });
  const totals = new Map<string, number>();
  for (const [leaf, time] of ofNode) {
    const seen = new Set<string>();
    for (let node = leaf; node >= 0; node = parentOfNode[node] as number) seen.add(functionOfNode(samples, node).key);
    for (const key of seen) totals.set(key, (totals.get(key) ?? 0) + time);
  }
  return totals;
}

function waitsByKind(
  operations: Operations,
  ready: Float64Array,
  groupsOfRow: (row: number) => Int32Array,
  groupCount: number,
): Float64Array[] {
  const kinds = operations.kinds.length;
  const waits = Array.from({ length: groupCount }, () => new Float64Array(kinds));
  for (let row = 0; row < operations.count; row++) {
    const kind = operations.kind[row] as number;
    const wait = Math.max(0, (ready[row] as number) - (operations.start[row] as number));
    for (const group of groupsOfRow(row)) {
      const ofGroup = waits[group] as Float64Array;
      ofGroup[kind] = (ofGroup[kind] as number) + wait * (operations.weight[row] as number);
    }
  }
  return waits;
}

interface TaskInput {
  candidate: Candidate;
  group: number;
  totals: GroupTotals;
  whileOpen: Float64Array;
  byRequest: RequestWaits;
  steps: Steps;
  counts: CallCounts;
  waitsFor: { readonly ofGroup: Float64Array[]; readonly kinds: Operations['kinds'] };
  sequence: Task['sequence'];
  startsIo: boolean;
}

function toTask(input: TaskInput): { task: Task; weight: number } {
  const { candidate, group, totals, whileOpen, byRequest, steps, counts, waitsFor, sequence, startsIo } = input;
  const at = (column: Float64Array) => column[group] as number;
  const { cpu, blocked, info } = candidate;
  const operations = at(totals.count);
  // Where operations were sampled, what was seen of the traced ones stands for all.
  const scale = at(totals.tracedUnion) > 0 ? at(totals.union) / at(totals.tracedUnion) : 1;
  const waiting = scale * Math.max(0, at(byRequest.outside) - at(whileOpen)) + at(byRequest.inside);
  const spent = cpu + blocked + waiting;
  const ofKinds = waitsFor.ofGroup[group] as Float64Array;
  const enough = operations >= fewestOperations || spent >= leastMicros;
  const calls = info ? counts.of(info.frame) : null;
  const task: Task = {
    name: candidate.name,
    location: candidate.location,
    count: calls ?? Math.round(candidate.direct),
    cpuMs: cpu / 1000,
    waitMs: at(totals.wait) / 1000,
    blockedMs: blocked / 1000,
    meanInFlight: at(totals.meanInFlight),
    maxInFlight: at(totals.maxInFlight),
    class:
      enough && spent > 0
        ? classOf((cpu + waiting * computingShareOf(waitsFor.kinds, ofKinds)) / spent)
        : 'insufficient-data',
    kind: 'function',
    awaits: startsIo ? awaitPatternOf(at(totals.meanInFlight), steps, group) : null,
    waitsFor: waitsOfKinds(waitsFor.kinds, ofKinds),
    ...(sequence ? { sequence } : {}),
  };
  return { task, weight: spent };
}
