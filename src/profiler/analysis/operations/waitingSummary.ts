/** What the verdict needs to know about the operations that the main thread waited for. */
import type { Operations } from './readOperations.ts';
import type { IdleShares } from './idleShares.ts';

/** Microseconds of the main thread's idle time, by what it fell to. */
export interface WaitingSummary {
  readonly timers: number;
  readonly io: number;
  /** With no operation open. */
  readonly other: number;
  /** Operations open at once while the loop waited for I/O, on average. */
  readonly ioInFlight: number;
}

export function summariseWaiting(operations: Operations, idle: IdleShares): WaitingSummary {
  const isTimer = operations.kinds.map((kind) => kind === 'timer');
  let timers = 0;
  let io = 0;
  for (let row = 0; row < operations.count; row++) {
    const share = idle.ofRow[row] as number;
    if (isTimer[operations.kind[row] as number]) timers += share;
    else io += share;
  }
  return { timers, io, other: idle.other, ioInFlight: idle.ioTime > 0 ? idle.ioOpen / idle.ioTime : 0 };
}
