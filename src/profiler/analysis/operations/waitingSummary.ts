/** What the verdict needs to know about the operations that the main thread waited for. */
import type { Operations } from './readOperations.ts';
import type { IdleShares, OpenIo } from './idleShares.ts';

/** Microseconds of the main thread's idle time. */
export interface WaitingSummary {
  /** By what of its own it fell to. */
  readonly own: Waits;
  /** While it waited for its worker threads, by what these waited for meanwhile. */
  readonly workers: Waits;
  /** While it waited for messages of workers that waited for nothing known themselves. */
  readonly messages: number;
  /** With no operation open. */
  readonly other: number;
}

export interface Waits {
  readonly timers: number;
  readonly io: number;
  /** Operations open at once while the loop waited for I/O, on average. */
  readonly ioInFlight: number;
}

/** `ofWorkers`: how each worker of the main thread's process spent its own idle time, asked for only where it counts. */
export function summariseWaiting(
  operations: Operations,
  mainThread: number,
  idle: IdleShares,
  hasWorkers: boolean,
  ofWorkers: () => readonly OwnWaits[],
): WaitingSummary {
  const own = ownWaits(operations, mainThread, idle);
  const others = othersWaits(operations, mainThread, idle);
  const behind = own.messages > 0 ? behindMessages(own.messages, ofWorkers()) : nothing;
  return {
    // Without workers they are other processes.
    own: hasWorkers ? own : together(own, others),
    workers: hasWorkers ? together(others, behind) : nothing,
    messages: own.messages - behind.timers - behind.io,
    other: idle.other,
  };
}

const nothing: Waits = { timers: 0, io: 0, ioInFlight: 0 };

export interface OwnWaits extends Waits {
  /** For workers to answer. */
  readonly messages: number;
}

/** Of a thread's idle time, what fell to operations that it began itself. */
export function ownWaits(operations: Operations, thread: number, { ofRow, ownIo }: IdleShares): OwnWaits {
  const sums = sumByKind(operations, ofRow, (row) => operations.thread[row] === thread);
  return { ...sums, ioInFlight: meanOpen(ownIo) };
}

/** What fell to operations that others began while it had none open. */
function othersWaits(operations: Operations, thread: number, { ofRow, othersIo }: IdleShares): Waits {
  const { timers, io, messages } = sumByKind(operations, ofRow, (row) => operations.thread[row] !== thread);
  return { timers, io: io + messages, ioInFlight: meanOpen(othersIo) };
}

function sumByKind({ count, kind, kinds }: Operations, ofRow: Float64Array, isMeant: (row: number) => boolean) {
  const sums = { timers: 0, io: 0, messages: 0 };
  for (let row = 0; row < count; row++) {
    if (!isMeant(row)) continue;
    const name = kinds[kind[row] as number];
    sums[name === 'timer' ? 'timers' : name === 'worker' ? 'messages' : 'io'] += ofRow[row] as number;
  }
  return sums;
}

const meanOpen = ({ open, time }: OpenIo) => (time > 0 ? open / time : 0);

function together(a: Waits, b: Waits): Waits {
  const io = a.io + b.io;
  return { timers: a.timers + b.timers, io, ioInFlight: io > 0 ? (a.io * a.ioInFlight + b.io * b.ioInFlight) / io : 0 };
}

/**
 * The main thread waits for its workers, these for timers and I/O: the time spent on messages goes to both as the workers
 * waited for them, at most as long as they did. Workers that wait side by side are waited for at once.
 */
function behindMessages(messages: number, workers: readonly Waits[]): Waits {
  const sum = (of: (waits: Waits) => number) => workers.reduce((total, waits) => total + of(waits), 0);
  const [timers, io] = [sum((waits) => waits.timers), sum((waits) => waits.io)];
  if (!(timers + io > 0)) return nothing;
  const part = Math.min(1, messages / (timers + io));
  const longest = workers.reduce((most, waits) => Math.max(most, waits.io), 0);
  const open = sum((waits) => waits.io * waits.ioInFlight);
  return { timers: timers * part, io: io * part, ioInFlight: io > 0 ? open / Math.max(longest, io * part) : 0 };
}
