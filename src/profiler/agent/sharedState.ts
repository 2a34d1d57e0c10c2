/**
 * Memory that all threads of a process share: who is there, who has flushed, how much was sampled. Words, because a
 * thread that spins or sits in `Atomics.wait` still reads and wakes on them, and never gets a message.
 */

/** Threads alive at once that we follow; further ones record, but are not flushed on `terminate()`. */
const slotCount = 1024;
const headerWords = 8;
const slotWords = 6;

const header = { watcher: 0, exitDone: 1 } as const;
const slotWord = { state: 0, threadId: 1, osThreadId: 2, flushes: 3, hook: 4, insideVm: 5 } as const;
/** Of a slot's doubles. */
const slotDouble = { cpuMicros: 0, runQueueMicros: 1, samples: 2, heapUsed: 3 } as const;
const slotDoubles = 4;

export const watcherState = { booting: 0, connected: 1, closing: 2 } as const;
const slotState = { free: 0, recording: 1, ended: 2 } as const;
const hookState = { idle: 0, running: 1, closed: 2 } as const;

export interface ThreadSlot {
  readonly index: number;
  readonly threadId: number;
  /** 0 when unknown. */
  readonly osThreadId: number;
  readonly ended: boolean;
  /** Last own reading of the thread's CPU clock; 0 until it ends. */
  readonly cpuMicros: number;
  readonly runQueueMicros: number;
  readonly samples: number;
  readonly heapUsedBytes: number;
}

export class SharedState {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;

  constructor(buffer?: SharedArrayBuffer) {
    const wordBytes = (headerWords + slotCount * slotWords) * Int32Array.BYTES_PER_ELEMENT;
    this.buffer =
      buffer ?? new SharedArrayBuffer(wordBytes + (1 + slotCount * slotDoubles) * Float64Array.BYTES_PER_ELEMENT);
    this.#words = new Int32Array(this.buffer, 0, wordBytes / Int32Array.BYTES_PER_ELEMENT);
    this.#doubles = new Float64Array(this.buffer, wordBytes);
  }

  /** True for the one side that may go on: the watcher to connect, or the main thread to end without it. */
  claimWatcher(next: 'connected' | 'closing'): boolean {
    return (
      Atomics.compareExchange(this.#words, header.watcher, watcherState.booting, watcherState[next]) ===
      watcherState.booting
    );
  }
  get watcherConnected(): boolean {
    return Atomics.load(this.#words, header.watcher) === watcherState.connected;
  }
  confirmExit(): void {
    Atomics.store(this.#words, header.exitDone, 1);
    Atomics.notify(this.#words, header.exitDone);
  }
  awaitExit(timeoutMs: number): void {
    Atomics.wait(this.#words, header.exitDone, 0, timeoutMs);
  }

  /** A slot for a thread that begins, or -1 when all are taken. */
  join(threadId: number, osThreadId: number): number {
    for (let index = 0; index < slotCount; index++) {
      const at = headerWords + index * slotWords;
      if (
        Atomics.compareExchange(this.#words, at + slotWord.state, slotState.free, slotState.recording) !==
        slotState.free
      )
        continue;
      this.#doubles.fill(0, index * slotDoubles, (index + 1) * slotDoubles);
      Atomics.store(this.#words, at + slotWord.osThreadId, osThreadId);
      Atomics.store(this.#words, at + slotWord.flushes, 0);
      Atomics.store(this.#words, at + slotWord.hook, hookState.idle);
      Atomics.store(this.#words, at + slotWord.insideVm, 0);
      Atomics.store(this.#words, at + slotWord.threadId, threadId);
      return index;
    }
    return -1;
  }
  end(index: number): void {
    if (index >= 0) Atomics.store(this.#words, headerWords + index * slotWords + slotWord.state, slotState.ended);
  }
  /** The watcher has taken over what an ended thread left. */
  release(index: number): void {
    Atomics.store(this.#words, headerWords + index * slotWords + slotWord.threadId, 0);
    Atomics.store(this.#words, headerWords + index * slotWords + slotWord.state, slotState.free);
  }
  setInsideVm(index: number, inside: boolean): void {
    if (index >= 0) Atomics.store(this.#words, headerWords + index * slotWords + slotWord.insideVm, inside ? 1 : 0);
  }
  isInsideVm(index: number): boolean {
    return index >= 0 && Atomics.load(this.#words, headerWords + index * slotWords + slotWord.insideVm) === 1;
  }
  setCpu(index: number, cpuMicros: number, runQueueMicros: number): void {
    if (index < 0) return;
    this.#doubles[index * slotDoubles + slotDouble.cpuMicros] = cpuMicros;
    this.#doubles[index * slotDoubles + slotDouble.runQueueMicros] = runQueueMicros;
  }
  addSamples(index: number, samples: number): void {
    if (index >= 0) this.#doubles[index * slotDoubles + slotDouble.samples]! += samples;
  }
  setHeapUsed(index: number, bytes: number): void {
    if (index >= 0) this.#doubles[index * slotDoubles + slotDouble.heapUsed] = bytes;
  }

  slots(): ThreadSlot[] {
    const found: ThreadSlot[] = [];
    for (let index = 0; index < slotCount; index++) {
      const at = headerWords + index * slotWords;
      const state = Atomics.load(this.#words, at + slotWord.state);
      if (state === slotState.free) continue;
      found.push({
        index,
        threadId: Atomics.load(this.#words, at + slotWord.threadId),
        osThreadId: Atomics.load(this.#words, at + slotWord.osThreadId),
        ended: state === slotState.ended,
        cpuMicros: this.#doubles[index * slotDoubles + slotDouble.cpuMicros]!,
        runQueueMicros: this.#doubles[index * slotDoubles + slotDouble.runQueueMicros]!,
        samples: this.#doubles[index * slotDoubles + slotDouble.samples]!,
        heapUsedBytes: this.#doubles[index * slotDoubles + slotDouble.heapUsed]!,
      });
    }
    return found;
  }
  slotOf(threadId: number): number {
    return this.slots().find((slot) => slot.threadId === threadId && !slot.ended)?.index ?? -1;
  }

  /**
   * V8 forgets a termination that arrives while a thread runs code for the inspector. So nobody stops a thread inside its
   * hook, and a hook that was given up never starts.
   */
  enterHook(index: number): boolean {
    return this.#moveHook(index, hookState.idle, hookState.running);
  }
  leaveHook(index: number): void {
    this.#moveHook(index, hookState.running, hookState.idle);
  }
  /** True when the hook had begun and never left: what ran in it was terminated. */
  reopenHook(index: number): boolean {
    return index >= 0 && this.#moveHook(index, hookState.running, hookState.idle);
  }
  /** False while the hook runs. */
  closeHook(index: number): boolean {
    return this.#moveHook(index, hookState.idle, hookState.closed);
  }
  #moveHook(index: number, from: number, to: number): boolean {
    const at = headerWords + index * slotWords + slotWord.hook;
    return index < 0 || Atomics.compareExchange(this.#words, at, from, to) === from;
  }

  /** Counts a flush of the thread and wakes whoever waits for it. */
  countFlush(index: number): void {
    if (index < 0) return;
    const at = headerWords + index * slotWords + slotWord.flushes;
    Atomics.add(this.#words, at, 1);
    Atomics.notify(this.#words, at);
  }
  flushesOf(index: number): number {
    return Atomics.load(this.#words, headerWords + index * slotWords + slotWord.flushes);
  }
  /** Blocks until the thread has flushed once more than `seen`, at most `timeoutMs`. */
  awaitFlush(index: number, seen: number, timeoutMs: number): void {
    Atomics.wait(this.#words, headerWords + index * slotWords + slotWord.flushes, seen, timeoutMs);
  }
}
