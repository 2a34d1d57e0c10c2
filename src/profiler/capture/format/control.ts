/**
 * How launcher and agent talk: one environment variable at the start, then JSON lines over a local socket (a named pipe
 * on Windows) that the launcher listens on and every process's watcher connects to.
 */
import type { RecordingOptions } from './capture.ts';

/** Holds an AgentConfig as JSON. The agent removes it, and its own part of NODE_OPTIONS, before any user code runs. */
export const agentConfigVariable = 'CONCURRENCY_PROFILER_AGENT';

export interface AgentConfig {
  /** 'count-calls' runs precise coverage and nothing else. */
  mode: 'record' | 'count-calls';
  captureDir: string;
  /** Null: record without live control. */
  controlPath: string | null;
  /** The preload's absolute path, so that workers and Node children can be given the same one. */
  preloadPath: string;
  /** Who started this process; null for the program itself. */
  parent: { pid: number; threadId: number } | null;
  /** Each process finds out for itself and its workers: V8's sampler would harm it (`agent/noSampling.ts`). */
  unsampled?: boolean;
  options: RecordingOptions;
}

export type FromWatcher =
  | { type: 'hello'; pid: number; parentPid: number | null }
  | {
      type: 'live';
      pid: number;
      t: number;
      /** Cumulative CPU of the program's own threads, ours excluded. */
      cpuMicros: number;
      heapUsedBytes: number;
      rssBytes: number;
      /** CPU samples so far, all threads of this process. */
      samples: number;
      threads: number;
    }
  /** Answer to 'flush'; not complete when a thread did not answer in time (it sits in native code). */
  | { type: 'flushed'; pid: number; complete: boolean };

/** 'flush': put everything measured so far on disk now, then answer; recording goes on. */
export type ToWatcher = { type: 'flush' };
