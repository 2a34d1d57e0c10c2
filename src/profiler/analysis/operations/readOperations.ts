/** The operations of all JS threads of a capture as columns of one table, on one clock. */
import {
  type CallFrame,
  type OperationKind,
  type OperationRests,
  type OperationsRecord,
  poolKinds,
} from '../../capture/format/operations.ts';
import { copiesForRests } from './fillRests.ts';
import type { EventRecord } from '../../capture/format/capture.ts';

/** One row an operation, sorted by start. Microseconds; -1 is unknown. */
export interface Operations {
  readonly count: number;
  /** The kinds that `kind` indexes. */
  readonly kinds: readonly OperationKind[];
  readonly kind: Uint8Array;
  readonly start: Float64Array;
  /** When it was called back; the end of the recording for one that never was. */
  readonly end: Float64Array;
  /** 1 for one that was never called back. */
  readonly isOpen: Uint8Array;
  /** Operations that it stands for. */
  readonly weight: Float64Array;
  readonly bytes: Float64Array;
  /** Timers: from start until due. */
  readonly due: Float64Array;
  /** Index of its thread in the list that was read. */
  readonly thread: Uint16Array;
  /** Id, inside its thread, of the HTTP request that was being served. */
  readonly request: Float64Array;
  /** Row of `paths`. */
  readonly path: Int32Array;
  readonly paths: readonly CallPath[];
  /** Row of `paths` for the number that a thread gave to a path; -1 for none. */
  pathOf(thread: number, path: number): number;
  /** All operations of all threads, also those that were not traced; null where nobody counted. */
  readonly started: number | null;
  /** Rows that were really traced; the others fill rests. */
  readonly traced: number;
  /** Whether some stand for more than themselves. */
  readonly isSampled: boolean;
}

/** Leaf first. */
export type CallPath = readonly PathStep[];

export interface PathStep {
  readonly frame: CallFrame;
  /** Reached by `await`, not by a call. */
  readonly isAwaited: boolean;
}

export interface ThreadOfOperations {
  readonly events: readonly EventRecord[];
  /** When nothing more was recorded of it. */
  readonly endMicros: number;
}

export function readOperations(threads: readonly ThreadOfOperations[]): Operations {
  const kinds: OperationKind[] = [];
  const paths: CallPath[] = [];
  const rows = new RowBuilder(kinds);
  const pathsOfThread: ((path: number) => number)[] = [];
  let started: number | null = null;
  threads.forEach((thread, index) => {
    const pathOf = readPaths(thread.events, paths);
    pathsOfThread.push(pathOf);
    rows.beginThread(index, thread.endMicros, pathOf);
    let totals: Partial<Record<OperationKind, number>> | null = null;
    const rests: OperationRests[] = [];
    for (const event of thread.events) {
      if (event.k === 'ops') rows.add(event);
      else if (event.k === 'op-totals') totals = event.started;
      else if (event.k === 'op-rests') rests.push(event);
    }
    const unseen = rows.fillRests(rests);
    if (totals !== null) started = Object.values(totals).reduce((sum, count) => sum + count, (started ?? 0) + unseen);
  });
  return {
    ...rows.sorted(),
    kinds,
    paths,
    pathOf: (thread, path) => pathsOfThread[thread]?.(path) ?? -1,
    started: started === null ? null : Math.round(started),
  };
}

/** Number of a path in one thread → its row in `into`. */
function readPaths(events: readonly EventRecord[], into: CallPath[]): (path: number) => number {
  const frames: (CallFrame | undefined)[] = [];
  const rowOf = new Map<number, number>();
  for (const event of events) {
    if (event.k !== 'paths') continue;
    event.frames.forEach((frame, at) => (frames[event.firstFrame + at] = frame));
    event.paths.forEach((path, at) => {
      const steps = path.flatMap((number): PathStep[] => {
        const frame = frames[number < 0 ? -1 - number : number];
        return frame ? [{ frame, isAwaited: number < 0 }] : [];
      });
      rowOf.set(event.firstPath + at, into.push(steps) - 1);
    });
  }
  return (path) => rowOf.get(path) ?? -1;
}

/** Ids of requests that a thread gives out stay below. */
const mostRequests = 2 ** 32;

class RowBuilder {
  readonly #kinds: OperationKind[];
  readonly #kind: number[] = [];
  readonly #start: number[] = [];
  readonly #end: number[] = [];
  readonly #isOpen: number[] = [];
  readonly #weight: number[] = [];
  readonly #bytes: number[] = [];
  readonly #due: number[] = [];
  readonly #thread: number[] = [];
  readonly #request: number[] = [];
  readonly #path: number[] = [];
  /** Id → row of those that were open when last told of. */
  #openRows = new Map<number, number>();
  #threadIndex = 0;
  #threadFirst = 0;
  #filled = 0;
  #threadEnd = 0;
  #pathOf: (path: number) => number = () => -1;

  constructor(kinds: OperationKind[]) {
    this.#kinds = kinds;
  }

  beginThread(index: number, endMicros: number, pathOf: (path: number) => number): void {
    this.#threadIndex = index;
    this.#threadFirst = this.#start.length;
    this.#threadEnd = endMicros;
    this.#pathOf = pathOf;
    this.#openRows = new Map();
  }

  add(record: OperationsRecord): void {
    const kindOf = record.kinds.map((kind) => this.#numberOf(kind));
    for (let at = 0; at < record.start.length; at++) {
      const kind = kindOf[record.kind[at] ?? -1];
      const start = record.start[at] as number;
      const wait = record.wait[at] as number;
      if (kind === undefined || !(wait >= 0) || !Number.isFinite(start)) continue; // a damaged row
      this.#put(this.#rowFor(record.id[at] ?? -1, record.open[at] === 1), record, at, kind, start, wait);
    }
  }

  /** An open operation is told of at every flush: all reports of one are one row, the last stands. */
  #rowFor(id: number, isOpen: boolean): number {
    const known = this.#openRows.get(id);
    const row = known ?? this.#start.length;
    if (isOpen && id >= 0) this.#openRows.set(id, row);
    else if (known !== undefined) this.#openRows.delete(id);
    return row;
  }

  #put(row: number, record: OperationsRecord, at: number, kind: number, start: number, wait: number): void {
    const isOpen = record.open[at] === 1;
    this.#kind[row] = kind;
    this.#start[row] = start;
    this.#end[row] = isOpen ? Math.max(start + wait, this.#threadEnd) : start + wait;
    this.#isOpen[row] = isOpen ? 1 : 0;
    this.#weight[row] = Math.max(1, record.weight[at] ?? 1);
    this.#bytes[row] = record.bytes[at] ?? -1;
    this.#due[row] = record.due[at] ?? -1;
    this.#thread[row] = this.#threadIndex;
    this.#request[row] = record.request[at] ?? -1;
    this.#path[row] = this.#pathOf(record.path[at] ?? -1);
  }

  /** After the last record of a thread. Returns how many operations the new rows stand for. */
  fillRests(rests: readonly OperationRests[]): number {
    const first = this.#threadFirst;
    const starts = this.#start.slice(first);
    let stoodFor = 0;
    for (const { of, start, share, pace, turn } of copiesForRests(
      starts,
      (at) => this.#isOpen[first + at] === 0,
      rests,
    )) {
      const original = first + of;
      const row = this.#start.length;
      const request = this.#request[original] as number;
      const weight = share * (this.#weight[original] as number);
      this.#kind[row] = this.#kind[original] as number;
      this.#start[row] = start;
      const due = this.#due[original] as number;
      const waited = (this.#end[original] as number) - (this.#start[original] as number);
      // Timers wait as long as they were told to.
      this.#end[row] = start + (due < 0 ? pace * waited : waited);
      this.#isOpen[row] = 0;
      this.#weight[row] = weight;
      this.#bytes[row] = this.#bytes[original] as number;
      this.#due[row] = due;
      this.#thread[row] = this.#threadIndex;
      // One that is none of those told of, so that each turn has requests of its own.
      this.#request[row] = request < 0 ? -1 : request + turn * mostRequests;
      this.#path[row] = this.#path[original] as number;
      stoodFor += weight;
      this.#filled++;
    }
    return stoodFor;
  }

  #numberOf(kind: OperationKind): number {
    const known = this.#kinds.indexOf(kind);
    return known >= 0 ? known : this.#kinds.push(kind) - 1;
  }

  sorted() {
    const order = orderByTime(this.#start);
    const pick = <T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(
      from: readonly number[],
      into: T,
    ): T => {
      for (let row = 0; row < order.length; row++) into[row] = from[order[row] as number] as number;
      return into;
    };
    const count = order.length;
    return {
      count,
      traced: count - this.#filled,
      kind: pick(this.#kind, new Uint8Array(count)),
      start: pick(this.#start, new Float64Array(count)),
      end: pick(this.#end, new Float64Array(count)),
      isOpen: pick(this.#isOpen, new Uint8Array(count)),
      weight: pick(this.#weight, new Float64Array(count)),
      bytes: pick(this.#bytes, new Float64Array(count)),
      due: pick(this.#due, new Float64Array(count)),
      thread: pick(this.#thread, new Uint16Array(count)),
      request: pick(this.#request, new Float64Array(count)),
      path: pick(this.#path, new Int32Array(count)),
      isSampled: this.#weight.some((weight) => weight !== 1),
    };
  }
}

/**
 * Rows in order of time. Sorts numbers that hold time and row together: without a comparing function a million take
 * 0.1 s instead of 0.5.
 */
export function orderByTime(times: ArrayLike<number>): Uint32Array {
  const count = times.length;
  let earliest = Infinity;
  for (let row = 0; row < count; row++) earliest = Math.min(earliest, times[row] as number);
  const keys = new Float64Array(count);
  // Quarters of a microsecond, as long as time and row fit into the 53 bits of a number: two hours of a million rows.
  for (let row = 0; row < count; row++) keys[row] = Math.round(((times[row] as number) - earliest) * 4) * count + row;
  keys.sort();
  const order = new Uint32Array(count);
  for (let place = 0; place < count; place++) order[place] = (keys[place] as number) % count;
  return order;
}

export const isPoolKind = (kind: OperationKind): boolean => poolKinds.has(kind);
