/**
 * The tree of waits → boxes as wide as the waits, callers above callees, the whole on top. Siblings go from the largest
 * to the least, so that the eye begins with what costs most.
 */
import type { Location, WaitingNode } from '../../profiler/report.ts';
import type { WaitMeasure } from '../viewState.ts';
import type { DrawnModel } from './intervals.ts';

export interface WaitingModel extends DrawnModel {
  /** `intervals.frame` of a box is a row of this. */
  readonly nodes: readonly WaitingNode[];
  /** Node → the kind of operation that most of its width goes to. */
  readonly kindOfNode: readonly string[];
  /** Node → its line; that of the nearest caller with one for Node's own functions. */
  readonly locationOfNode: readonly (Location | null)[];
  /** Kinds by their width in the whole, largest first. */
  readonly kinds: readonly { readonly kind: string; readonly ms: number }[];
  readonly totalMs: number;
}

/** Boxes are whole ticks of 32 bits; waits that are added up can exceed 71 minutes, which is as many microseconds. */
const mostTicks = 2 ** 31;
const microsPerMs = 1000;
/** Operations of which nothing is known. */
const kindElse = 'other';

interface Placed {
  readonly node: WaitingNode;
  readonly location: Location | null;
  readonly start: number;
  readonly end: number;
}

export function buildWaitingModel(root: WaitingNode, measure: WaitMeasure): WaitingModel {
  const totalMicros = Math.max(0, root[measure]) * microsPerMs;
  const tickMicros = Math.max(1, totalMicros / mostTicks);
  const toTicks = (ms: number) => (Math.max(0, ms) * microsPerMs) / tickMicros;

  const rows: Placed[][] = [];
  let row: Placed[] =
    totalMicros > 0
      ? [{ node: root, location: root.location, start: 0, end: Math.round(totalMicros / tickMicros) }]
      : [];
  while (row.length > 0) {
    rows.push(row);
    row = row.flatMap((caller) => placeChildren(caller, measure, toTicks));
  }
  const boxes = rows.flat();
  const widths = kindWidths(root, measure);
  return {
    intervals: {
      rowStart: Uint32Array.from([0, ...rows.map(({ length }, at) => length + sumOfLengths(rows, at))]),
      start: Uint32Array.from(boxes, ({ start }) => start),
      end: Uint32Array.from(boxes, ({ end }) => end),
      frame: Uint32Array.from(boxes, (_, box) => box),
    },
    nodes: boxes.map(({ node }) => node),
    kindOfNode: boxes.map(({ node }) => widths.get(node)?.[0]?.kind ?? kindElse),
    locationOfNode: boxes.map(({ location }) => location),
    kinds: widths.get(root) ?? [],
    totalMs: root[measure],
    weightPerTick: tickMicros,
    whole: totalMicros,
  };
}

/** Side by side below their caller, and never beyond it; what is narrower than a tick is left out. */
function placeChildren(
  { node, location, start, end }: Placed,
  measure: WaitMeasure,
  toTicks: (ms: number) => number,
): Placed[] {
  const placed: Placed[] = [];
  let offsetMs = 0;
  for (const child of [...node.children].sort((a, b) => b[measure] - a[measure])) {
    const from = Math.min(end, start + Math.round(toTicks(offsetMs)));
    offsetMs += Math.max(0, child[measure]);
    const to = Math.min(end, start + Math.round(toTicks(offsetMs)));
    if (to > from) placed.push({ node: child, location: child.location ?? location, start: from, end: to });
  }
  return placed;
}

const sumOfLengths = (rows: readonly Placed[][], until: number): number =>
  rows.slice(0, until).reduce((sum, { length }) => sum + length, 0);

type KindWidth = { readonly kind: string; readonly ms: number };

/** Every node with the kinds of its operations, widest first. */
function kindWidths(root: WaitingNode, measure: WaitMeasure): Map<WaitingNode, readonly KindWidth[]> {
  const widths = new Map<WaitingNode, readonly KindWidth[]>();
  const visit = (node: WaitingNode): ReadonlyMap<string, number> => {
    const sums = new Map<string, number>();
    const add = (kind: string, ms: number) => sums.set(kind, (sums.get(kind) ?? 0) + ms);
    let below = 0;
    for (const child of node.children) {
      below += child[measure];
      for (const [kind, ms] of visit(child)) add(kind, ms);
    }
    if (node.kind !== undefined) add(node.kind, Math.max(0, node[measure] - below));
    widths.set(
      node,
      [...sums].map(([kind, ms]) => ({ kind, ms })).sort((a, b) => b.ms - a.ms),
    );
    return sums;
  };
  visit(root);
  return widths;
}
