/** What the verdict needs to know about the operations that the main thread waited for. */
import type { Operations } from './readOperations.ts';
import type { IdleShares } from './idleShares.ts';
import type { Site, Sites } from './sites.ts';

/** Microseconds of the main thread's idle time, by what it fell to. */
export interface WaitingSummary {
  readonly timers: number;
  readonly io: number;
  /** With no operation open. */
  readonly other: number;
  /** Operations open at once while the loop waited for I/O, on average. */
  readonly ioInFlight: number;
  /** By call path, largest first. */
  readonly sites: readonly {
    readonly site: Site;
    readonly idle: number;
    readonly count: number;
    readonly inFlight: number;
  }[];
}

export function summariseWaiting(operations: Operations, sites: Sites, idle: IdleShares): WaitingSummary {
  const isTimer = operations.kinds.map((kind) => kind === 'timer');
  const idleOfSite = new Float64Array(sites.list.length);
  let timers = 0;
  let io = 0;
  for (let row = 0; row < operations.count; row++) {
    const share = idle.ofRow[row] as number;
    idleOfSite[sites.ofRow[row] as number] = (idleOfSite[sites.ofRow[row] as number] as number) + share;
    if (isTimer[operations.kind[row] as number]) timers += share;
    else io += share;
  }
  const inFlight = io > 0 ? idle.ioOpen / io : 0;
  return {
    timers,
    io,
    other: idle.other,
    ioInFlight: inFlight,
    sites: sites.list
      .map((site, at) => ({ site, idle: idleOfSite[at] as number, count: site.count, inFlight }))
      .filter((one) => one.idle > 0)
      .sort((a, b) => b.idle - a.idle),
  };
}
