/**
 * The queue in front of libuv's threads. An operation tells only when it was asked for and when its callback came; who
 * held a thread follows from libuv's rules: first come, first served; DNS look-ups ("slow I/O") hold at most half of the
 * threads, so that they cannot keep files waiting.
 */
import { isPoolKind, type Operations } from './readOperations.ts';
import { walkSpans, type Spans } from './walk.ts';

export interface PoolQueue {
  /** Microseconds that an operation waited for a thread; 0 for those that need none. */
  readonly queuedOfRow: Float64Array;
  /** Microseconds in which any was open. */
  readonly openTime: number;
  /** Integrals over time, in threads or operations times microseconds. */
  readonly heldTime: number;
  readonly queuedTime: number;
  readonly maxQueued: number;
}

/** `poolOfThread` tells whose pool a thread uses: the threads of a process share one. The first pool's numbers are told. */
export function queueForPool(
  operations: Operations,
  waits: Spans,
  poolOfThread: readonly number[],
  sizes: readonly number[],
): PoolQueue {
  const { count, start, weight, kind, kinds, thread } = operations;
  const usesPool = kinds.map(isPoolKind);
  const isSlow = kinds.map((one) => one === 'dns');
  const queuedOfRow = new Float64Array(count);
  const pools = sizes.map((size) => new Pool(size, queuedOfRow, start));
  let now = 0;
  walkSpans(waits, {
    reach: (time) => (now = time),
    open(row) {
      const number = kind[row] as number;
      if (usesPool[number])
        pools[poolOfThread[thread[row] as number] as number]?.ask(
          row,
          now,
          isSlow[number] === true,
          weight[row] as number,
        );
    },
    close(row) {
      if (usesPool[kind[row] as number]) pools[poolOfThread[thread[row] as number] as number]?.finish(row, now);
    },
  });
  const main = pools[0];
  return {
    queuedOfRow,
    openTime: main?.openTime ?? 0,
    heldTime: main?.heldTime ?? 0,
    queuedTime: main?.queuedTime ?? 0,
    maxQueued: main?.maxQueued ?? 0,
  };
}

/** First in, first out, without moving what is behind. */
class Queue {
  #rows: number[] = [];
  #head = 0;

  get first(): number | undefined {
    return this.#rows[this.#head];
  }

  push(row: number): void {
    this.#rows.push(row);
  }

  shift(): void {
    this.#head++;
    if (this.#head > 1000 && this.#head * 2 > this.#rows.length) {
      this.#rows = this.#rows.slice(this.#head);
      this.#head = 0;
    }
  }
}

type State = { slow: boolean; weight: number; runs: boolean };

class Pool {
  openTime = 0;
  heldTime = 0;
  queuedTime = 0;
  maxQueued = 0;
  readonly #size: number;
  readonly #slowLimit: number;
  readonly #queued: Float64Array;
  readonly #start: Float64Array;
  readonly #states = new Map<number, State>();
  readonly #fast = new Queue();
  readonly #slow = new Queue();
  #running = 0;
  #runningSlow = 0;
  #waiting = 0;
  /** Sum of the weights of all that are open, and of their squares. */
  #open = 0;
  #openSquares = 0;
  #before = 0;

  constructor(size: number, queued: Float64Array, start: Float64Array) {
    this.#size = size;
    this.#slowLimit = Math.ceil(size / 2);
    this.#queued = queued;
    this.#start = start;
  }

  ask(row: number, now: number, slow: boolean, weight: number): void {
    this.#settle(now);
    this.#states.set(row, { slow, weight, runs: false });
    (slow ? this.#slow : this.#fast).push(row);
    this.#waiting += weight;
    this.#open += weight;
    this.#openSquares += weight * weight;
    this.#startNext(now);
    this.maxQueued = Math.max(this.maxQueued, this.#waiting);
  }

  finish(row: number, now: number): void {
    this.#settle(now);
    const state = this.#states.get(row);
    if (!state) return;
    this.#states.delete(row);
    this.#open -= state.weight;
    this.#openSquares -= state.weight * state.weight;
    if (state.runs) {
      this.#running -= state.weight;
      if (state.slow) this.#runningSlow -= state.weight;
    } else {
      // Done before its turn came by our reckoning: it held a thread that we gave to another.
      this.#queued[row] = now - (this.#start[row] as number);
      this.#waiting -= state.weight;
    }
    this.#startNext(now);
  }

  /** The one that has waited longest takes a free thread, a slow one only within its half. */
  #startNext(now: number): void {
    while (this.#running < this.#size) {
      const fast = this.#headOf(this.#fast);
      const slow = this.#runningSlow < this.#slowLimit ? this.#headOf(this.#slow) : undefined;
      const row = fast === undefined ? slow : slow === undefined ? fast : Math.min(fast, slow);
      if (row === undefined) return;
      const state = this.#states.get(row) as State;
      (state.slow ? this.#slow : this.#fast).shift();
      state.runs = true;
      this.#waiting -= state.weight;
      this.#running += state.weight;
      if (state.slow) this.#runningSlow += state.weight;
      this.#queued[row] = now - (this.#start[row] as number);
    }
  }

  #headOf(queue: Queue): number | undefined {
    while (queue.first !== undefined && !this.#states.has(queue.first)) queue.shift();
    return queue.first;
  }

  #settle(now: number): void {
    const passed = now - this.#before;
    this.#before = now;
    if (!(this.#states.size > 0)) return;
    this.openTime += passed;
    // One that stands for ten is not ten at a time: how many there are is told by those that overlap (inFlight.ts).
    const others = (this.#open ** 2 - this.#openSquares) / this.#open;
    const isExact = this.#openSquares === this.#open;
    this.heldTime += passed * Math.min(this.#size, isExact ? this.#running : 1 + others);
    this.queuedTime += passed * (isExact ? this.#waiting : Math.max(0, 1 + others - this.#size));
  }
}
