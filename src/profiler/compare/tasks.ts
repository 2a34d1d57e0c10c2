/** The pieces of work of both runs: what each computed and waited for. */
import type { Difference, TaskDifference } from '../comparison.ts';
import type { Report, Task } from '../report.ts';
import { matchRows, type Pair, type Place } from './match.ts';
import { difference, exactly, queuedFor, queuedShareOf, sampled, spreadOf, type Estimate } from './noise.ts';
import { queuedShare, queuedTime } from './queue.ts';
import { byWeight, presenceOf, sampleInterval, type Reports } from './reports.ts';
import { runToRun } from './runToRun.ts';
import { countOf, spreadOfSingles } from './throughput.ts';

export function compareTasks(reports: Reports): TaskDifference[] {
  const { before, after } = reports;
  return matchRows({ rows: before.tasks, cwd: before.run.cwd }, { rows: after.tasks, cwd: after.run.cwd }, placeOf)
    .map((pair) => compare(pair, reports))
    .sort((a, b) => byWeight(heavier(a), heavier(b)));
}

/** Requests and measures have names of their own; what serves a request may move to another file. */
const placeOf = ({ name, kind = 'function', location }: Task): Place => ({
  name,
  kind,
  location: kind === 'function' ? location : null,
  isNamed: kind === 'function' && name !== '' && !name.startsWith('('),
});

/** Of computing and waiting, the one that changed more. */
const heavier = ({ cpu, wait }: TaskDifference): Difference => (byWeight(cpu, wait) <= 0 ? cpu : wait);

function compare(pair: Pair<Task>, reports: Reports): TaskDifference {
  const { name, location, kind } = (pair.after ?? pair.before) as Task;
  const of = (estimate: (task: Task | null, report: Report) => Estimate): Difference =>
    difference(estimate(pair.before, reports.before), estimate(pair.after, reports.after));
  const haveMeans = pair.before?.meanMs !== undefined && pair.after?.meanMs !== undefined;
  return {
    name,
    location,
    ...(kind === undefined ? {} : { kind }),
    cpu: of((task, report) => {
      const time = sampled(task?.cpuMs ?? 0, sampleInterval(report), runToRun.functionTime);
      return queuedShareOf(time, queuedShare(report));
    }),
    wait: of((task, report) => delayed(spreadOf(task?.waitMs ?? 0, runToRun.wait, runToRun.jitterMs), report)),
    count: of((task, report) => (task ? countOf(task, report) : exactly(0))),
    mean: haveMeans ? of((task, report) => delayed(meanOf(task as Task), report)) : null,
    meanInFlight: of((task) => spreadOf(task?.meanInFlight ?? 0, runToRun.wait)),
    presence: presenceOf(pair),
  };
}

/** What is in flight while the run is delayed takes longer, in the same proportion. */
const delayed = (time: Estimate, report: Report): Estimate =>
  queuedFor(time, (time.value * queuedTime(report).totalMs) / Math.max(report.run.wallMs, 1));

/** Error of the mean from the spread of single ones, and what differs from run to run. */
function meanOf(task: Task): Estimate {
  const mean = task.meanMs ?? 0;
  return spreadOf(mean, Math.hypot(spreadOfSingles(task) / Math.sqrt(Math.max(1, task.count)), runToRun.wait));
}
