/** What the main thread gives its watcher, at the start and later. */
import type { AgentConfig } from '../capture/format/control.ts';

export interface WatcherData {
  config: AgentConfig;
  buffer: SharedArrayBuffer;
  /** Kernel ids of the threads that were there before the program. */
  earlyThreads: number[];
}

/** 'finish': the last flush of a thread that is about to be terminated. 'exit': of all workers; then disconnect. */
export type WatcherRequest = { finish: number } | { exit: true };
