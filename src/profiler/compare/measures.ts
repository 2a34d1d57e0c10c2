/** What describes a run as a whole: time and where it went, throughput, peaks of memory. */
import type { MeasureDifference } from '../comparison.ts';
import type { Budget, Report, Task } from '../report.ts';
import { difference, queuedFor, queuedShareOf, spreadOf, type Estimate } from './noise.ts';
import { queuedShare, queuedTime } from './queue.ts';
import type { Reports } from './reports.ts';
import { runToRun, wallOf } from './runToRun.ts';
import { rateOf, requestsOf } from './throughput.ts';

type Measure = Pick<MeasureDifference, 'id' | 'label' | 'unit'> & {
  /** Null where the run has no such measure: it is then left out. */
  of(report: Report): Estimate | null;
};

const spreadOfPart: Readonly<Record<keyof Budget, number>> = {
  cpu: runToRun.cpu,
  gc: runToRun.gc,
  blocked: runToRun.wait,
  wait: runToRun.wait,
};

const part = (id: keyof Budget, label: string): Measure => ({
  id,
  label,
  unit: 'ms',
  of: (report) => {
    const ms = report.verdict.budget[id] * mainWallMs(report);
    const time = spreadOf(ms, spreadOfPart[id], runToRun.jitterMs);
    const { waitMs, blockedMs } = queuedTime(report);
    // While it computes a thread stands in the queue itself; while it waits, those that it waits for do.
    if (id === 'wait') return queuedFor(time, waitMs);
    return id === 'blocked' ? queuedFor(time, blockedMs) : queuedShareOf(time, queuedShare(report));
  },
});

const elsewhere = (id: keyof Report['verdict']['offThreadCpuMs'], label: string): Measure => ({
  id,
  label,
  unit: 'ms',
  of: ({ verdict }) => spreadOf(verdict.offThreadCpuMs[id], runToRun.cpu, runToRun.jitterMs),
});

const peak = (id: 'peakHeapBytes' | 'peakExternalBytes' | 'peakRssBytes', label: string): Measure => ({
  id,
  label,
  unit: 'bytes',
  of: ({ memory }) =>
    memory[id] > 0
      ? spreadOf(memory[id], runToRun[id === 'peakRssBytes' ? 'rssPeak' : 'heapPeak'], runToRun.jitterBytes)
      : null,
});

const measures: readonly Measure[] = [
  { id: 'wall', label: 'Wall time', unit: 'ms', of: wallOf },
  part('cpu', 'Main thread computing'),
  part('gc', 'Main thread in GC'),
  part('blocked', 'Main thread blocked'),
  part('wait', 'Main thread waiting'),
  elsewhere('threadPool', 'CPU of the thread pool'),
  elsewhere('workers', 'CPU of workers'),
  elsewhere('childProcesses', 'CPU of child processes'),
  {
    id: 'requests',
    label: 'Requests a second',
    unit: 'per-second',
    of: (report) => rateOf(requestsOf(report), report),
  },
  peak('peakHeapBytes', 'Peak JavaScript heap'),
  peak('peakExternalBytes', 'Peak memory outside the heap'),
  peak('peakRssBytes', 'Peak memory of the process'),
];

/** Below it a time is the clocks' own grain. */
const leastMs = 1;

/** Those that either run has; what neither used, such as workers, is left out. */
export function compareMeasures({ before, after }: Reports): MeasureDifference[] {
  return [...measures, ...markedRates({ before, after })].flatMap(({ id, label, unit, of }) => {
    const [one, other] = [of(before), of(after)];
    if (one === null || other === null) return [];
    const most = Math.max(one.value, other.value);
    if (most === 0 || (unit === 'ms' && most < leastMs)) return [];
    return [{ id, label, unit, ...difference(one, other) }];
  });
}

/** The whole life of the main thread; the budget's shares are of this. */
const mainWallMs = ({ threads, run }: Report): number =>
  threads.find(({ kind }) => kind === 'main')?.wallMs ?? run.wallMs;

/** What a program marks with `performance.measure` is what its author counts: how many of each a second. */
function markedRates({ before, after }: Reports): Measure[] {
  const marked = ({ tasks }: Report): Task[] => tasks.filter(({ kind }) => kind === 'measure');
  const names = new Set(marked(before).map(({ name }) => name));
  return marked(after)
    .filter(({ name }) => names.has(name))
    .map(({ name }) => ({
      id: `measure:${name}`,
      label: `${name}, a second`,
      unit: 'per-second',
      of: (report) =>
        rateOf(
          marked(report).filter((task) => task.name === name),
          report,
        ),
    }));
}
