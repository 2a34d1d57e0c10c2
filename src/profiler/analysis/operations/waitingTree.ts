/** What the event loop waited for, by asynchronous call path: callers at the top, what was waited for as the leaf. */
import type { Location, WaitingNode, WaitingOverTime } from '../../report.ts';
import { spreadWaits, type RunClock } from '../overTime/waitingOverTime.ts';
import type { IdleShares } from './idleShares.ts';
import type { Operations } from './readOperations.ts';
import type { Site, Sites } from './sites.ts';

/** A box of less than this share of the whole cannot be seen in a flame graph of a thousand pixels. */
const smallestShare = 0.001;
export const otherName = '(other)';
/** Told over time as well; 1 to 2 kB of the report each. */
const mostOverTime = 30;

interface Building {
  readonly name: string;
  readonly location: Location | null;
  readonly kind?: string;
  wait: number;
  idle: number;
  count: number;
  readonly children: Map<string, Building>;
  overTime?: WaitingOverTime;
}

const newNode = (name: string, location: Location | null, kind?: string): Building => ({
  name,
  location,
  ...(kind === undefined ? {} : { kind }),
  wait: 0,
  idle: 0,
  count: 0,
  children: new Map(),
});

export function growWaitingTree(
  operations: Operations,
  sites: Sites,
  ready: Float64Array,
  idle: IdleShares,
  clock: RunClock | null = null,
): WaitingNode {
  const root = newNode('(waiting)', null);
  const pathOfSite = sites.list.map((site) => openPath(root, site));
  for (let row = 0; row < operations.count; row++) {
    const weight = operations.weight[row] as number;
    const wait = weight * Math.max(0, (ready[row] as number) - (operations.start[row] as number));
    const site = sites.list[sites.ofRow[row] as number] as Site;
    for (const node of pathOfSite[sites.ofRow[row] as number] as Building[]) {
      node.wait += wait;
      node.idle += idle.ofRow[row] as number;
      if (site.begunBy === site) node.count += weight;
    }
  }
  if (idle.other > 0) {
    const other = newNode(otherName, null);
    other.idle = idle.other;
    root.idle += idle.other;
    root.children.set(otherName, other);
  }
  if (clock !== null) addOverTime(root, pathOfSite, { operations, sites, ready, idle }, clock);
  return finish(root, smallestShare * root.idle, smallestShare * root.wait);
}

/** To the root, and to the leaves that were waited for most. */
function addOverTime(
  root: Building,
  pathOfSite: readonly Building[][],
  { operations, sites, ready, idle }: { operations: Operations; sites: Sites; ready: Float64Array; idle: IdleShares },
  clock: RunClock,
): void {
  const share = ({ idle: ofIdle, wait }: Building) => ofIdle / Math.max(1, root.idle) + wait / Math.max(1, root.wait);
  const leaves = [...new Set(pathOfSite.map((path) => path.at(-1) as Building))]
    .sort((a, b) => share(b) - share(a))
    .slice(0, mostOverTime);
  const leafOfSite = pathOfSite.map((path) => leaves.indexOf(path.at(-1) as Building));
  const { count, start, end, weight } = operations;
  const rows = { count, start, ready, end, weight, idle: idle.ofRow };
  const spread = spreadWaits(rows, (row) => leafOfSite[sites.ofRow[row] as number] as number, leaves.length, clock);
  [...leaves, root].forEach((node, at) => (node.overTime = spread[at] as WaitingOverTime));
}

function openPath(root: Building, { begunBy: { kind, call } }: Site): Building[] {
  const path = [root];
  let node = root;
  const enter = (name: string, location: Location | null, leafKind?: string) => {
    // By line: where it calls and where it awaits what it called differ by columns.
    const key = `${leafKind ?? ''}\n${name}\n${location ? `${location.file}:${location.line}` : ''}`;
    let child = node.children.get(key);
    if (!child) node.children.set(key, (child = newNode(name, location, leafKind)));
    path.push((node = child));
  };
  for (const { name, location } of [...call.frames].reverse()) enter(name, location);
  enter(call.operation ?? kind, null, kind);
  return path;
}

function finish(node: Building, leastIdle: number, leastWait: number): WaitingNode {
  const children: WaitingNode[] = [];
  const rest = newNode(otherName, null);
  for (const child of node.children.values()) {
    if (child.name !== otherName && (child.idle >= leastIdle || child.wait >= leastWait)) {
      children.push(finish(child, leastIdle, leastWait));
      continue;
    }
    rest.idle += child.idle;
    rest.wait += child.wait;
    rest.count += child.count;
  }
  if (rest.idle > 0 || rest.count > 0) children.push(finish(rest, leastIdle, leastWait));
  children.sort((a, b) => b.idleMs - a.idleMs || b.waitMs - a.waitMs);
  const { name, location, kind, wait, idle, count, overTime } = node;
  return {
    name,
    location,
    waitMs: wait / 1000,
    idleMs: idle / 1000,
    count,
    ...(kind === undefined ? {} : { kind }),
    ...(overTime === undefined ? {} : { overTime }),
    children,
  };
}
