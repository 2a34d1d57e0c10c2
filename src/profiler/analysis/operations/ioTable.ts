/** The I/O table: operations by kind, function of Node and line of the program. */
import type { IoOperation } from '../../report.ts';
import type { IdleShares } from './idleShares.ts';
import { measureGroups } from './inFlight.ts';
import type { PoolQueue } from './poolQueue.ts';
import { isPoolKind, type Operations } from './readOperations.ts';
import type { Site, Sites } from './sites.ts';
import type { Spans } from './walk.ts';

/** The largest ones; a program that starts I/O on more lines than this has its answer in the first of them. */
const mostRows = 500;

export function listIo(
  operations: Operations,
  sites: Sites,
  waits: Spans,
  idle: IdleShares,
  queue: PoolQueue,
): IoOperation[] {
  const { groupOfSite, groups, counts } = groupByLine(sites);
  const totals = measureGroups(
    operations,
    waits,
    (row) => groupOfSite[sites.ofRow[row] as number] as Int32Array,
    groups.length,
  );
  const sums = groups.map(() => ({ idle: 0, bytes: 0, hasBytes: false, queued: 0 }));
  for (let row = 0; row < operations.count; row++) {
    const group = (groupOfSite[sites.ofRow[row] as number] as Int32Array)[0] as number;
    const sum = sums[group] as (typeof sums)[number];
    const weight = operations.weight[row] as number;
    const bytes = operations.bytes[row] as number;
    sum.idle += idle.ofRow[row] as number;
    sum.queued += weight * (queue.queuedOfRow[row] as number);
    if (bytes >= 0) sum.bytes += weight * bytes;
    sum.hasBytes ||= bytes >= 0;
  }
  const rows = groups.map(({ kind, call }, group): IoOperation => {
    const { idle: idleMicros, bytes, hasBytes, queued } = sums[group] as (typeof sums)[number];
    return {
      kind,
      ...(call.operation === null ? {} : { operation: call.operation }),
      location: call.frames[call.owner]?.location ?? null,
      count: Math.round(counts[group] as number),
      waitMs: (totals.wait[group] as number) / 1000,
      meanInFlight: totals.meanInFlight[group] as number,
      maxInFlight: totals.maxInFlight[group] as number,
      queueMs: isPoolKind(kind) ? queued / 1000 : null,
      bytes: hasBytes ? bytes : null,
      idleMs: idleMicros / 1000,
      callers: call.frames.slice(call.owner + 1).map(({ name, location }) => ({ name, location })),
    };
  });
  return rows.sort((a, b) => (b.idleMs ?? 0) - (a.idleMs ?? 0) || b.waitMs - a.waitMs).slice(0, mostRows);
}

/** A line may be reached on many paths: they are one row, with the callers of the path that started most. */
function groupByLine({ list }: Sites): { groupOfSite: Int32Array[]; groups: Site[]; counts: number[] } {
  const groupOfKey = new Map<string, number>();
  const groups: Site[] = [];
  const counts: number[] = [];
  const groupOfSite = list.map((site) => {
    const { kind, call } = site.begunBy;
    const place = call.frames[call.owner]?.location;
    const key = `${kind}\n${call.operation}\n${place ? `${place.file}:${place.line}` : ''}`;
    let group = groupOfKey.get(key);
    if (group === undefined) groupOfKey.set(key, (group = groups.push(site.begunBy) - 1));
    else if (site.count > (groups[group] as Site).count) groups[group] = site;
    counts[group] = (counts[group] ?? 0) + site.count;
    return Int32Array.of(group);
  });
  return { groupOfSite, groups, counts };
}
