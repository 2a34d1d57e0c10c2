/** What the main thread did in a stretch of the run: the whole program, or one phase of it. */
import { endOfSample } from '../../capture/format/cpuColumns.ts';
import type { BlockedOfSample } from '../blockedTime.ts';
import type { ProcessClocks } from '../cpuClocks.ts';
import type { InFlight } from '../inFlight.ts';
import type { OperationsReport } from '../operations/index.ts';
import { measureOffThread, windowEdges, type Contribution } from '../offThread.ts';
import type { SampledThread } from '../threadRuns.ts';
import { measureBudget, type TimeBudget } from '../timeBudget.ts';
import { listActivities, type Activity } from './activities.ts';
import { reasonsToWait } from './reasonsToWait.ts';

export interface StretchFacts {
  /** Microseconds. */
  readonly runStart: number;
  readonly main: SampledThread;
  readonly blocked: BlockedOfSample;
  readonly working: readonly Contribution[];
  readonly clocks: ProcessClocks | undefined;
  readonly inFlight: InFlight;
  readonly operations: OperationsReport;
  /** What holds the workers up, for a main thread that waits for their messages. */
  readonly workersWait: 'lock' | 'synchronous-io' | null;
}

/** Samples from `first` up to, and without, `end`. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
}

export const startOf = ({ columns }: SampledThread, { first }: Stretch): number =>
  columns.timeOfSample[first] ?? columns.endMicros;
export const endOf = (thread: SampledThread, stretch: Stretch): number =>
  stretch.end > stretch.first ? endOfSample(thread.columns, stretch.end - 1) : startOf(thread, stretch);

export function measureStretch(
  { main, blocked, working, clocks, inFlight, operations, workersWait }: StretchFacts,
  stretch: Stretch,
): { budget: TimeBudget; activities: Activity[] } {
  const [from, to] = [startOf(main, stretch), endOf(main, stretch)];
  const budget = measureBudget(main, blocked, stretch);
  const offThread = measureOffThread(main, blocked, working, windowEdges(clocks, from, to));
  const reasons = reasonsToWait(operations.waitingBetween(from, to), inFlight, workersWait);
  return { budget, activities: listActivities(main, budget, blocked, offThread, reasons, stretch) };
}
