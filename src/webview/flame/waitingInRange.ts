/** The tree of waits of a part of the run, as far as the report tells when was waited: the rest is `(other)`. */
import type { WaitingNode, WaitingOverTime } from '../../profiler/report.ts';

export interface WaitingRange {
  readonly startMs: number;
  readonly endMs: number;
}

const otherName = '(other)';
/** Values are rounded to a tenth of a millisecond each. */
const leastMs = 0.05;

/** Null where the report does not tell when was waited. */
export function waitingInRange(
  root: WaitingNode,
  { startMs, endMs }: WaitingRange,
  wallMs: number,
): WaitingNode | null {
  const { overTime } = root;
  if (!overTime || overTime.idleMs.length === 0 || !(wallMs > 0)) return null;
  const width = wallMs / overTime.idleMs.length;
  const sum = (values: readonly number[]) =>
    values.reduce((total, value, at) => {
      const inside = Math.min(endMs, (at + 1) * width) - Math.max(startMs, at * width);
      return inside > 0 ? total + (value * inside) / width : total;
    }, 0);
  const measure = ({ idleMs, waitMs }: WaitingOverTime) => ({ idleMs: sum(idleMs), waitMs: sum(waitMs) });

  const cut = (node: WaitingNode): WaitingNode | null => {
    if (node.children.length === 0) {
      if (!node.overTime) return null;
      const { idleMs, waitMs } = measure(node.overTime);
      if (idleMs < leastMs && waitMs < leastMs) return null;
      const share = node.waitMs > 0 ? Math.min(1, waitMs / node.waitMs) : 0;
      return { ...node, idleMs, waitMs, count: Math.max(1, Math.round(node.count * share)) };
    }
    const children = node.children.map(cut).filter((child) => child !== null);
    return children.length === 0 ? null : { ...node, ...addUp(children), children };
  };

  const known = root.children.map(cut).filter((child) => child !== null);
  const found = addUp(known);
  const whole = measure(overTime);
  const rest = { idleMs: whole.idleMs - found.idleMs, waitMs: whole.waitMs - found.waitMs };
  if (rest.idleMs >= leastMs || rest.waitMs >= leastMs)
    known.push({
      name: otherName,
      location: null,
      idleMs: Math.max(0, rest.idleMs),
      waitMs: Math.max(0, rest.waitMs),
      count: 0,
      children: [],
    });
  return { ...root, ...addUp(known), children: known };
}

const addUp = (nodes: readonly WaitingNode[]) => ({
  idleMs: nodes.reduce((sum, { idleMs }) => sum + idleMs, 0),
  waitMs: nodes.reduce((sum, { waitMs }) => sum + waitMs, 0),
  count: nodes.reduce((sum, { count }) => sum + count, 0),
});
