/** How often a loop goes round whose turns await more than once: by sleeping until something is done, or by loops inside. */
import type { AwaitPattern, Report, Task, WaitingNode } from '../report.ts';

/** A pace is kept by one sleep a turn; who sleeps and asks at least twice a turn waits for something to be done. */
const asksAgain = 2;

/**
 * Turns of a loop that calls a function which sleeps and asks again until something is done: what it awaits once a
 * turn tells how many there were. Null where nothing of the kind is seen: then the sleeps keep a pace.
 */
export function turnsOfPolling({ waiting }: Report, task: Task, lines: ReadonlySet<number>): number | null {
  const steps = stepsOf(waiting, task, lines);
  const turns = Math.min(...steps.map(({ count }) => count));
  const often = steps.filter(({ count }) => count >= asksAgain * turns);
  // A limiter may sleep twice for one request, because timers are up to a millisecond early: it asks but once.
  return turns > 1 && often.some(sleepsOnly) && often.some((step) => !sleepsOnly(step)) ? turns : null;
}

/**
 * Turns of a loop that calls a function with a loop of its own: what that function awaits least often it awaits once a
 * turn, or less. Null where it has no loop, or awaits nothing else: a step that is seldom taken tells nothing.
 */
export function turnsOfOuterLoop({ waiting, tasks }: Report, task: Task, lines: ReadonlySet<number>): number | null {
  const steps = stepsOf(waiting, task, lines);
  return hasLoop(tasks, steps[0]) ? Math.min(...steps.map(({ count }) => count)) : null;
}

/**
 * Turns of a loop that calls a function which awaits several operations, one after the other and without a loop: each once
 * a turn at most. Null where it is not so.
 */
export function turnsOfSteps({ waiting, tasks }: Report, task: Task, lines: ReadonlySet<number>): number | null {
  const steps = stepsOf(waiting, task, lines);
  return steps.length > 0 && !hasLoop(tasks, steps[0]) ? Math.max(...steps.map(({ count }) => count)) : null;
}

function hasLoop(tasks: readonly Task[], step: WaitingNode | undefined): boolean {
  const called = tasks.find(({ name, location }) => name === step?.name && location?.file === step.location?.file);
  return called?.awaits !== undefined && called.awaits !== null && loops.has(called.awaits);
}

const loops: ReadonlySet<AwaitPattern> = new Set(['serial-independent', 'serial-queue', 'serial-undecided']);

/** What is awaited in the function that the loop calls, by line; none where several calls in the loop await. */
function stepsOf(waiting: WaitingNode | undefined, task: Task, lines: ReadonlySet<number>): readonly WaitingNode[] {
  const nodes = waiting ? below(waiting, task, lines) : [];
  const steps = nodes.length === 1 ? (nodes[0] as WaitingNode).children : [];
  return steps.length > 1 ? steps : [];
}

function below(root: WaitingNode, task: Task, lines: ReadonlySet<number>): WaitingNode[] {
  const isOf = ({ name, location }: WaitingNode) =>
    name === task.name && location?.file === task.location?.file && lines.has(location?.line ?? 0);
  return isOf(root) ? [root] : root.children.flatMap((child) => below(child, task, lines));
}

const sleepsOnly = ({ kind, children }: WaitingNode): boolean =>
  kind === 'timer' || (children.length > 0 && children.every(sleepsOnly));
