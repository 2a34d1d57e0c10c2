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
 * Where the watcher finds a thread's recorder, before it takes it away: under this name on the constructor of async generator
 * functions, which has no global that could be deleted and where no program looks; on the global object when intrinsics are
 * frozen.
 */
export const hookName = 'concurrency-profiler.hook';
export type HookCommand = 'tick' | 'flush' | 'finish';
/** What the hook answers when nothing cut it short. */
export const hookDone = true;
/** The reason of an end that another thread decided. */
export const terminated = 'terminated';
