/** What the event loop waited for, by asynchronous call path: callers at the top, what was waited for as the leaf. */
import type { Location, WaitingNode } from '../../report.ts';
import type { IdleShares } from './idleShares.ts';
import type { Operations } from './readOperations.ts';
import type { Site, Sites } from './sites.ts';

/** A box of less than this share of the whole cannot be seen in a flame graph of a thousand pixels. */
const smallestShare = 0.001;
export const otherName = '(other)';

interface Building {
  readonly name: string;
  readonly location: Location | null;
  readonly kind?: string;
  wait: number;
  idle: number;
  count: number;
  readonly children: Map<string, Building>;
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
  return finish(root, smallestShare * root.idle, smallestShare * root.wait);
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
  const { name, location, kind, wait, idle, count } = node;
  return {
    name,
    location,
    waitMs: wait / 1000,
    idleMs: idle / 1000,
    count,
    ...(kind === undefined ? {} : { kind }),
    children,
  };
}
