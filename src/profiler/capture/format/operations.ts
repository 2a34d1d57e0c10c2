/**
 * Asynchronous operations in an events file. An operation begins when its resource is created and ends when the event
 * loop calls back. Under load only some are traced, each standing for `weight` of its kind; the totals are exact.
 * Times are microseconds of the capture's clock; `-1` in a column means unknown.
 */

export type OperationKind =
  | 'fs'
  | 'net'
  | 'http'
  | 'https'
  | 'http2'
  | 'fetch'
  | 'dns'
  | 'timer'
  | 'zlib'
  | 'crypto'
  | 'child-process'
  | 'stream'
  | 'worker'
  | 'other';

/** Kinds whose work a thread of the libuv pool does. */
export const poolKinds: ReadonlySet<OperationKind> = new Set(['fs', 'dns', 'zlib', 'crypto']);

export type OperationRecord =
  PathsRecord | OperationsRecord | OperationTotals | OperationRests | RequestsRecord | MeasuresRecord;

/**
 * New frames and call paths, numbered on from `firstFrame` and `firstPath`; 0 is the first. Ours are left out, Node's own
 * above the first frame of the program as well, except for the public function that was called, which is the leaf.
 */
export interface PathsRecord {
  k: 'paths';
  firstFrame: number;
  frames: CallFrame[];
  firstPath: number;
  /** Frame numbers, leaf first. A frame that was reached by `await` and not by a call is written as -1 - number. */
  paths: number[][];
}

export interface CallFrame {
  name: string;
  /** As V8 gives it: file URL, path of a CommonJS module, `node:fs`. */
  url: string;
  /** 1-based; of the call inside the function. */
  line: number;
  column: number;
}

/** Columns of equal length: the operations that ended, or were still open at the last flush, since the record before. */
export interface OperationsRecord {
  k: 'ops';
  /** The kinds that `kind` indexes. */
  kinds: OperationKind[];
  kind: number[];
  start: number[];
  /** Until it was called back; for one that is still open, until now. */
  wait: number[];
  /** 1 when it was still open: it is told again, with the same id, once it has ended. */
  open: (0 | 1)[];
  id: number[];
  path: number[];
  /** Operations of this kind that this one stands for, itself included. */
  weight: number[];
  /** Read or written, where known. */
  bytes: number[];
  /** Timers: microseconds from start until due. */
  due: number[];
  /** Id of the HTTP request that was being served when it began. */
  request: number[];
}

/**
 * While operations are very frequent, only those that begin in a window are seen; in the rest after it, none. From `start`
 * to `end` there began `times` as many as from `window` to `start`.
 */
export interface OperationRests {
  k: 'op-rests';
  window: number;
  start: number;
  end: number;
  times: number;
}

/**
 * Cumulative, by kind, of the thread: every operation, traced or not, but for those that began in a rest. Open ones are
 * `started - ended`.
 */
export interface OperationTotals {
  k: 'op-totals';
  t: number;
  started: Partial<Record<OperationKind, number>>;
}

/** Requests that this thread served as an HTTP server; columns of equal length. */
export interface RequestsRecord {
  k: 'requests';
  id: number[];
  /** `GET /users/:id`: method and route where the framework tells it, else the path with its variable parts replaced. */
  name: string[];
  start: number[];
  /** Until the response was finished or the connection closed; -1 while open. */
  duration: number[];
  status: number[];
  weight: number[];
  /** Microseconds in which the event loop was in code of this request, as far as known. */
  busy: number[];
  /** The user's function that was called with it. */
  path: number[];
}

/** `performance.measure` entries of the program. */
export interface MeasuresRecord {
  k: 'measures';
  name: string[];
  start: number[];
  duration: number[];
}
