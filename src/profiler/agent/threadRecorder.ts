/** What the watcher and the exit path ask of whatever records in a thread. None of these ever throws. */
export interface ThreadRecorder {
  /** Every counter interval. */
  tick(): void;
  /** Everything measured so far to disk; recording goes on. */
  flush(): void;
  /** The last flush; harmless twice. */
  finish(reason: string): void;
}

/**
 * Where the watcher finds a thread's recorder, before it takes it away: under this symbol on `Atomics.notify`, where no
 * program looks, or on the global object when intrinsics are frozen.
 */
export const hookSymbolName = 'concurrency-profiler.hook';
export type HookCommand = 'tick' | 'flush' | 'finish';
/** The reason of an end that another thread decided. */
export const terminated = 'terminated';
