/** How much a program gets done a second, where its work comes in pieces that are counted: requests and measures. */
import type { Report, Task } from '../report.ts';
import { exactly, spreadOf, type Estimate } from './noise.ts';
import { queuedTime } from './queue.ts';
import { runToRun } from './runToRun.ts';

/** With fewer, one more or less at the edges changes the rate by a tenth and more. */
export const fewestForRate = 10;

/** Weight of a request: on a busy server not every one is recorded, and each stands for several. */
const timesEach = ({ sampling: { operations } }: Report): number =>
  operations && operations.traced > 0 ? Math.max(1, operations.started / operations.traced) : 1;

/** Exact where everything was recorded; otherwise as sure as the number of records. */
export function countOf(task: Task, report: Report): Estimate {
  const times = timesEach(report);
  if (task.kind === 'measure' || times === 1) return exactly(task.count);
  return { value: task.count, variance: times * task.count };
}

/** Of a normal distribution, 99 % lie below the mean and this many standard deviations. */
const deviationsTo99 = 2.33;

/**
 * Relative standard deviation of single durations, from mean and 99th percentile. For durations with a long tail it is
 * too large rather than too small: 1.55 for the exponential distribution, where 1 is right. 1 where nothing is known.
 */
export function spreadOfSingles({ meanMs, p99Ms }: Task): number {
  if (meanMs === undefined || p99Ms === undefined || !(meanMs > 0)) return 1;
  return Math.max(0, p99Ms / meanMs - 1) / deviationsTo99;
}

/** A run of no length has no rate; the clocks tell no less. */
const leastMs = 1;

/**
 * Pieces a second between the beginning of the first and the end of the last. The number of renewals in a long time has
 * the variance cv²·n, with cv the relative standard deviation of one (D. R. Cox, "Renewal Theory", 1962).
 */
export function rateOf(tasks: readonly Task[], report: Report): Estimate | null {
  const count = tasks.reduce((sum, task) => sum + task.count, 0);
  const spans = tasks.map(({ span }) => span ?? { startMs: 0, endMs: report.run.wallMs });
  const spanMs = Math.max(...spans.map(({ endMs }) => endMs)) - Math.min(...spans.map(({ startMs }) => startMs));
  if (count < fewestForRate || !(spanMs > 0)) return null;
  const variance = tasks.reduce(
    (sum, task) => sum + task.count * spreadOfSingles(task) ** 2 + countOf(task, report).variance,
    0,
  );
  const rate = spreadOf(count / (spanMs / 1000), Math.hypot(Math.sqrt(variance) / count, runToRun.wall));
  const { wallMs } = report.run;
  // As much work in what is left of the time.
  const inTheRest = wallMs / Math.max(wallMs - queuedTime(report).totalMs, leastMs);
  return { ...rate, withoutQueue: rate.value * inTheRest };
}

export const requestsOf = ({ tasks }: Report): Task[] => tasks.filter(({ kind }) => kind === 'request');
