/** libuv's pool as the program used it: how full it was, who held its threads and who waited for one. */
import type { Location, ThreadPoolReport } from '../../report.ts';
import type { PoolQueue } from './poolQueue.ts';
import { isPoolKind, type Operations } from './readOperations.ts';
import type { Sites } from './sites.ts';

/** From here on more of an operation's time is lost in the queue than is spent on its work. */
const starvedFrom = 0.5;
/** Shorter queues than this, on average while the pool was in use, are single bursts. */
const starvedQueue = 1;
const mostLines = 20;

export function describeThreadPool(
  operations: Operations,
  sites: Sites,
  ready: Float64Array,
  queue: PoolQueue,
  size: number,
  mainPool: (row: number) => boolean,
): ThreadPoolReport | undefined {
  const usesPool = operations.kinds.map(isPoolKind);
  const lines = new Map<string, { kind: string; location: Location | null; run: number; queued: number }>();
  let run = 0;
  let queued = 0;
  for (let row = 0; row < operations.count; row++) {
    if (!usesPool[operations.kind[row] as number] || !mainPool(row)) continue;
    const weight = operations.weight[row] as number;
    const whole = Math.max(0, (ready[row] as number) - (operations.start[row] as number));
    const inQueue = Math.min(whole, queue.queuedOfRow[row] as number);
    run += weight * (whole - inQueue);
    queued += weight * inQueue;
    const { kind, call } = sites.list[sites.ofRow[row] as number] as Sites['list'][number];
    const location = call.frames[call.owner]?.location ?? null;
    const key = `${kind}\n${location?.file}:${location?.line}`;
    let line = lines.get(key);
    if (!line) lines.set(key, (line = { kind, location, run: 0, queued: 0 }));
    line.run += weight * (whole - inQueue);
    line.queued += weight * inQueue;
  }
  if (!(queue.openTime > 0)) return undefined;
  const all = [...lines.values()];
  const meanQueued = queue.queuedTime / queue.openTime;
  return {
    size,
    occupancy: queue.heldTime / queue.openTime / size,
    meanQueued,
    maxQueued: queue.maxQueued,
    queueMs: queued / 1000,
    runMs: run / 1000,
    starved: queued > starvedFrom * (queued + run) && meanQueued >= starvedQueue,
    filledBy: all
      .filter((line) => line.run > 0)
      .sort((a, b) => b.run - a.run)
      .slice(0, mostLines)
      .map(({ kind, location, run: micros }) => ({ kind, location, runMs: micros / 1000 })),
    waiting: all
      .filter((line) => line.queued > 0)
      .sort((a, b) => b.queued - a.queued)
      .slice(0, mostLines)
      .map(({ kind, location, queued: micros }) => ({ kind, location, queueMs: micros / 1000 })),
  };
}
