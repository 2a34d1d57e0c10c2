/** Statements that await one after the other without need: what starting them together would save. */
import type { Report, Task, TaskSequence } from '../report.ts';
import { awaitedAt } from './serialWork.ts';

export interface SequentialSteps {
  readonly task: Task;
  readonly sequence: TaskSequence;
  /** Calls of the function that went through the steps. */
  readonly calls: number;
  /** Waited in a call now, for the steps alone, and of these along the longest chain that has to stay. */
  readonly waitMs: number;
  readonly stepsMs: number;
  readonly chainMs: number;
  /** Calls of the function that were under way at a time. */
  readonly inFlight: number;
  /** In which the event loop waited for the steps. */
  readonly idleMs: number;
  readonly kind: string | null;
}

export function findSequentialSteps(report: Report): SequentialSteps[] {
  return report.tasks.flatMap((task) => {
    const steps = task.kind === 'request' || task.kind === 'measure' ? null : describe(report, task);
    return steps ? [steps] : [];
  });
}

/** A pause that the program makes between the steps keeps its pace: it is meant to come after them. */
const pausing = 'timer';

function describe(report: Report, task: Task): SequentialSteps | null {
  const { sequence } = task;
  if (!sequence || task.waitsFor?.[0]?.kind === pausing) return null;
  // A step may start several operations, or none now and then: the fewest tell how often all were gone through.
  const seen = sequence.steps.filter(({ count }) => count > 0);
  const calls = Math.min(...seen.map(({ count }) => count));
  if (seen.length < 2 || !(calls > 0)) return null;
  const waits = sequence.steps.map(({ waitMs }) => waitMs / calls);
  const stepsMs = waits.reduce((sum, wait) => sum + wait, 0);
  const lines = new Set(sequence.steps.map(({ line }) => line));
  const { idleMs } = awaitedAt(report, task, lines);
  return {
    task,
    sequence,
    calls,
    waitMs: Math.max(stepsMs, task.waitMs / calls),
    stepsMs,
    chainMs: longestChain(sequence, waits),
    inFlight: Math.max(1, task.meanInFlight),
    idleMs: Number.isFinite(idleMs) ? idleMs : Math.min(stepsMs * calls, task.waitMs),
    kind: task.waitsFor?.[0]?.kind ?? null,
  };
}

/** The critical path: a step begins when all that it needs are done. */
function longestChain({ steps }: TaskSequence, waits: readonly number[]): number {
  const doneAt: number[] = [];
  steps.forEach(({ needs }, step) => {
    const begins = Math.max(0, ...needs.map((earlier) => doneAt[earlier] ?? 0));
    doneAt.push(begins + (waits[step] ?? 0));
  });
  return Math.max(...doneAt);
}
