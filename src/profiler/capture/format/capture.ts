/**
 * The capture on disk, version 1. A capture is a folder:
 *
 *   capture.json                       Manifest; written at the start (state 'recording'), replaced at the end ('complete')
 *   CPU.<pid>-<tid>.cpuprofile         one a thread, standard; merged from the windows when the run has ended
 *   Heap.<pid>-<tid>.heapprofile       one a thread, standard; the last checkpoint
 *   Heap.<pid>-<tid>.<n>.heapprofile   earlier checkpoints, as far as kept
 *   events.<pid>-<tid>.jsonl           EventRecord a line, in order of writing; a torn last line is skipped
 *   source-maps.json                   url of a script → its source map (JSON), for the scripts that were sampled
 *   functions.json                     FunctionRanges: where the functions of the sampled user scripts begin and end
 *   awaits.json                        script url → lines of awaits in loops that need not follow each other
 *   call-counts.json                   CallCount[], from the counting pass
 *   report.json                        the Report, once made; may be deleted, is made again
 *   trials/<id>.json                   TrialResult: what a trial of one of its functions measured
 *   raw/<pid>-<tid>/cpu-<n>.json       CPU windows while recording; gone when complete
 *   raw/<pid>-<tid>/heap-<n>.json      heap checkpoints while recording; gone when complete
 *
 * All times are microseconds of the monotonic clock of `process.hrtime`, which all threads and processes of a machine
 * share, and which V8 stamps its CPU profiles with.
 */
import type { EngineName, HeapMode } from '../../report.ts';
import type { OperationRecord } from './operations.ts';

export const captureFormatName = 'concurrency-profiler-capture';
export const captureFormatVersion = 1;

export interface Manifest {
  format: typeof captureFormatName;
  version: typeof captureFormatVersion;
  /** Also the folder's name. */
  id: string;
  state: 'recording' | 'complete';
  toolVersion: string;
  /** As the user would type it, without our preload. */
  command: string[];
  /** Absolute path of the program file; null for an attach or a command without one. */
  script: string | null;
  cwd: string;
  nodePath: string;
  nodeVersion: string;
  platform: string;
  cpuCount: number;
  /** ISO 8601, of the same moment as `startMicros`. */
  startedAt: string;
  startMicros: number;
  endMicros: number | null;
  exit: { code: number | null; signal: string | null; reason: 'exited' | 'stopped' | 'killed' | 'crashed' } | null;
  requested: RecordingOptions;
  threads: ThreadEntry[];
  sources: { file: string; sha256: string }[];
  warnings: string[];
  /** The program ran before and ran on afterwards: this is a part of its life. */
  attached?: boolean;
  /** The process that records, to tell a capture in progress from one that was cut off. */
  recorderPid?: number;
}

/** What the agent is asked to record; travels to every thread and Node child. */
export interface RecordingOptions {
  engine: EngineName;
  cpuIntervalMicros: number;
  heapMode: HeapMode;
  heapIntervalBytes: number;
  /** Between two windows on disk: what a kill may lose at most. */
  checkpointMs: number;
  /** Between two rows of counters. */
  counterMs: number;
  /** False: no asynchronous operations, for measuring what recording them costs. */
  operations?: boolean;
}

export interface ThreadEntry {
  /** `<pid>-<tid>` with tid the Node thread id: 0 is the main thread of a process. */
  id: string;
  pid: number;
  threadId: number;
  kind: 'main' | 'worker' | 'process';
  name: string;
  /** The thread that started this one. */
  parentId: string | null;
  startMicros: number;
  endMicros: number | null;
  nodeVersion: string;
  /** Files inside the capture folder; null when there is none, with a warning that says why. */
  cpuProfile: string | null;
  heapProfiles: { atMicros: number; file: string }[];
  events: string;
  /** 'flushed': ended with its last sample on disk. 'cut': killed, the last window is missing. */
  end: 'flushed' | 'cut';
}

/** One line of an events file. `t` is in microseconds. */
export type EventRecord =
  | ThreadStarted
  | { k: 'mem'; t: number; rss: number; heapUsed: number; heapTotal: number; external: number; arrayBuffers: number }
  | CpuCounters
  /** Asynchronous resources alive at `t`, by type (`process.getActiveResourcesInfo`); the sampled in-flight count. */
  | { k: 'resources'; t: number; counts: Record<string, number> }
  /**
   * Pauses from `since` to `t`; `cost` in µs. V8 gives them no time stamp of their own. Between two records there may be a
   * gap: pauses are not recorded while they are so frequent that recording them would cost more than they tell.
   */
  | { k: 'gc'; since: number; t: number; pauses: { type: string; cost: number }[] }
  | { k: 'scripts'; scripts: ScriptSource[] }
  | { k: 'child'; t: number; childPid: number; command: string; sync: boolean }
  | { k: 'child-exit'; t: number; childPid: number; code: number | null; signal: string | null }
  | { k: 'warning'; text: string }
  /** An error that nobody caught and that ends the program: its first line, such as `TypeError: x is not a function`. */
  | { k: 'error'; t: number; text: string }
  /** The top-level await that never settled, as Node's warning names it (exit code 13). */
  | { k: 'unsettled'; t: number; url: string; line: number }
  | { k: 'end'; t: number; reason: string }
  | OperationRecord;

export interface ThreadStarted {
  k: 'thread';
  t: number;
  pid: number;
  threadId: number;
  kind: 'main' | 'worker' | 'process';
  name: string;
  parentPid: number | null;
  parentThreadId: number | null;
  /** Kernel thread id on Linux, else null. */
  osThreadId: number | null;
  nodeVersion: string;
  /** Its CPU clock at `t`; absent where the system has none. */
  clock?: { cpuMicros: number; runQueueMicros: number };
  /** `UV_THREADPOOL_SIZE` of its environment, where it is set. */
  threadPoolSize?: number;
}

/**
 * Cumulative CPU clocks of a process at `t`, taken by its watcher (in the events file of its thread 0).
 * On Linux per thread from /proc/self/task/<tid>/schedstat; elsewhere `threads` is empty and only `process` is filled.
 */
export interface CpuCounters {
  k: 'cpu';
  t: number;
  process: { userMicros: number; systemMicros: number };
  threads: {
    osThreadId: number;
    role: ThreadRole;
    cpuMicros: number;
    /** Runnable, but no processor was free. */ runQueueMicros: number;
  }[];
  /** Children that are not profiled themselves (not Node): their CPU, living and reaped. */
  foreignChildrenMicros: number;
}

/** 'worker' rows are the program's own JS workers; 'profiler' is us: watcher and V8's sampling thread. */
export type ThreadRole = 'main' | 'worker' | 'pool' | 'v8' | 'profiler' | 'other';

export interface ScriptSource {
  scriptId: string;
  url: string;
  /** As V8 knows it: a data: URL, a relative or absolute URL; '' when the script has none. */
  sourceMapUrl: string;
}

export interface CallCount {
  functionName: string;
  url: string;
  /** 0-based, as in call frames. */
  lineNumber: number;
  columnNumber: number;
  count: number;
}
