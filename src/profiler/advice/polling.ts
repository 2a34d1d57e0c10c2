/** Sleeps that ask again whether something is done, told apart from sleeps that keep a pace. */
import type { Report, Task, WaitingNode } from '../report.ts';

/** A pace is kept by one sleep a turn; who sleeps twice as often as the rest of the turn happens asks again and again. */
const asksAgain = 2;

/**
 * Turns of a loop in which a function is called that sleeps and asks again until something is done: what it awaits once a
 * turn tells how many there were. Null where nothing of the kind is seen: then the sleeps keep a pace.
 */
export function turnsOfPolling({ waiting }: Report, task: Task, lines: ReadonlySet<number>): number | null {
  const nodes = waiting ? below(waiting, task, lines) : [];
  // Of several awaits in the loop no one knows which belong to one turn.
  if (nodes.length !== 1) return null;
  const steps = (nodes[0] as WaitingNode).children;
  const turns = Math.min(...steps.map(({ count }) => count));
  const sleeps = Math.max(...steps.filter(sleepsOnly).map(({ count }) => count), 0);
  return turns > 1 && steps.length > 1 && sleeps >= asksAgain * turns ? turns : null;
}

function below(root: WaitingNode, task: Task, lines: ReadonlySet<number>): WaitingNode[] {
  const isOf = ({ name, location }: WaitingNode) =>
    name === task.name && location?.file === task.location?.file && lines.has(location?.line ?? 0);
  return isOf(root) ? [root] : root.children.flatMap((child) => below(child, task, lines));
}

const sleepsOnly = ({ kind, children }: WaitingNode): boolean =>
  kind === 'timer' || (children.length > 0 && children.every(sleepsOnly));
