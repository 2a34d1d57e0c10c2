/**
 * The Report: what the panel, the command line, the language server and the exporters read. It is a public contract:
 * fields may be added, never repurposed. Times in milliseconds, sizes in bytes, lines and columns 1-based, shares 0..1.
 */
import type { TrialResult } from './trialResult.ts';

export interface Report {
  schemaVersion: 1;
  run: RunInfo;
  verdict: Verdict;
  threads: ThreadSummary[];
  /** Sorted by self time, largest first. Main thread and, for programs that compute elsewhere, the other threads too. */
  hotFunctions: HotFunction[];
  tasks: Task[];
  io: IoOperation[];
  stalls: Stall[];
  memory: MemoryReport;
  /** The first is the advice; the rest are alternatives. */
  recommendations: Recommendation[];
  /** What could not be measured, and why. */
  warnings: string[];
  /** CPU over time, for the chart: one point a counter interval, or, in long runs, one for several; cores used, so 2.0 is two full cores. */
  cpuTimeline: CpuPoint[];
  /** How the numbers were taken. */
  sampling: SamplingInfo;
  /** Operations open at once, on average over the run: what the event loop waited for. */
  inFlight?: InFlightSummary;
  /** What the event loop waited for, by asynchronous call path: the tree of the waiting flame graph. */
  waiting?: WaitingNode;
  threadPool?: ThreadPoolReport;
  /** Set when the program could not go on: what each of its threads waits for. */
  stuck?: StuckReport;
  /** Stretches of the run that differ from one another; absent when it was of one piece. */
  phases?: Phase[];
  /** What happened when, for lanes on one clock; absent where nothing was recorded. */
  overTime?: OverTime;
  /** Trials of functions of this program, newest first. */
  trials?: TrialResult[];
  /** User source files that were measured, with the hash of their text at the end of the run: numbers are stale when it differs. */
  sources: { file: string; sha256: string }[];
}

export interface RunInfo {
  command: string[];
  cwd: string;
  nodeVersion: string;
  platform: string;
  /** Processors that the program may use (`os.availableParallelism`). */
  cpuCount: number;
  /** ISO 8601. */
  startedAt: string;
  /** The same moment on the clock of the CPU profiles (`process.hrtime`), microseconds: places a profile in the run. */
  startMicros?: number;
  wallMs: number;
  /** The program ran before, and unless it ended meanwhile, on afterwards. */
  attached?: boolean;
  exit: {
    code: number | null;
    signal: string | null;
    reason: 'exited' | 'stopped' | 'killed' | 'crashed';
    /** The uncaught error that ended it, in a line. */
    error?: string;
  };
}

export type BoundClass = 'cpu-bound' | 'io-bound' | 'mixed' | 'insufficient-data';

export type Cause =
  | 'javascript'
  | 'native'
  | 'garbage-collection'
  | 'thread-pool'
  | 'workers'
  | 'child-processes'
  | 'synchronous-io'
  | 'lock'
  | 'serial-awaits'
  | 'concurrent-io'
  | 'timers';

/** Shares of wall time; they sum to 1. */
export interface Budget {
  cpu: number;
  gc: number;
  /** In a synchronous call without computing. */
  blocked: number;
  /** Idle in the event loop. */
  wait: number;
}

export interface Verdict {
  class: BoundClass;
  cause: Cause | null;
  confidence: number;
  /** One or two plain sentences. */
  summary: string;
  /** Of the main thread. */
  budget: Budget;
  /** CPU milliseconds. */
  offThreadCpuMs: { threadPool: number; workers: number; childProcesses: number };
  /** The same with the time in which they were ready to compute and no processor was free: what they would use. */
  offThreadDemandMs?: { threadPool: number; workers: number; childProcesses: number };
  evidence: Evidence[];
}

export interface Evidence {
  text: string;
  value: number;
  /** 'ms' | 'share' | 'cores' | 'bytes' | 'count' | … */
  unit: string;
}

export interface ThreadSummary {
  /** `<pid>-<threadId>`; also the stem of its profile files in the capture. */
  id: string;
  kind: 'main' | 'worker' | 'process';
  pid: number;
  threadId: number;
  name: string;
  /** Since the start of the run. */
  startMs: number;
  wallMs: number;
  budget: Budget;
  /** Ready to compute while other threads or programs held all processors; absent where the system does not tell. */
  queuedMs?: number;
  /** Its process was killed, so what it did in its last second may be missing. Absent otherwise. */
  isCut?: true;
}

export type FrameCategory = 'user' | 'dependency' | 'node' | 'native' | 'gc' | 'program';

export interface HotFunction {
  name: string;
  location: Location | null;
  selfMs: number;
  /** Each stack counts once, however often the function recurs in it. */
  totalMs: number;
  /** Of the wall time of the threads that were sampled (idle included). */
  selfShare: number;
  totalShare: number;
  /** Exact, from the separate counting pass; null without one. */
  calls: number | null;
  category: FrameCategory;
  lines: { line: number; selfMs: number }[];
  /** Thread ids in which it ran. */
  threads?: string[];
  /** Time in it without computing: in a synchronous call of its own. Not part of self and total. */
  blockedMs?: number;
  /** Whether it was seen below itself on a stack: its calls then count inner ones too. */
  recursive?: boolean;
  /** Where it lives when that is no file to open, such as `node:fs`. */
  source?: string;
}

export interface Task {
  name: string;
  location: Location | null;
  count: number;
  cpuMs: number;
  waitMs: number;
  blockedMs: number;
  meanInFlight: number;
  maxInFlight: number;
  class: BoundClass;
  /** 'request': HTTP requests that the program served; 'measure': `performance.measure` entries. */
  kind?: 'function' | 'request' | 'measure';
  /** How its operations follow each other; null where it starts none. */
  awaits?: AwaitPattern | null;
  /** Statements of it that await one after the other though some need no result of another; the longest such sequence. */
  sequence?: TaskSequence;
  /** Of `waitMs`, by kind of operation; largest first. */
  waitsFor?: { kind: string; waitMs: number }[];
  /** From beginning to end of one, for requests and measures. */
  meanMs?: number;
  p99Ms?: number;
  /** From the beginning of the first to the end of the last, for requests and measures; since the start of the run. */
  span?: { startMs: number; endMs: number };
}

/**
 * 'single': one operation a call. 'serial-independent': one after another though none needs the result of the one before.
 * 'serial-undecided': one after another in a loop, and the source tells neither that they depend on each other nor that they
 * do not. 'serial-queue': the same, off a list that grows meanwhile. 'serial-steps': in statements one after another, and
 * the source shows that some need nothing of each other. 'serial': one after another, and they may depend on each other.
 * 'concurrent': several in flight.
 */
export type AwaitPattern =
  'single' | 'serial-independent' | 'serial-steps' | 'serial-queue' | 'serial-undecided' | 'serial' | 'concurrent';

export interface TaskSequence {
  /** Whether the source shows that only the results decide the order: nothing between the steps, none a mere order. */
  isShown: boolean;
  /** In the order of the source; over all calls of the function. */
  steps: {
    line: number;
    /** Operations, and what was waited for them, added up. */
    count: number;
    waitMs: number;
    /** Steps before it, by place in the list, whose results it uses. */
    needs: number[];
  }[];
}

export interface IoOperation {
  kind: string;
  location: Location | null;
  count: number;
  waitMs: number;
  meanInFlight: number;
  queueMs: number | null;
  bytes: number | null;
  /** The function of Node that was called, such as `readFile`; absent where unknown. */
  operation?: string;
  maxInFlight?: number;
  /** Of the time in which the event loop waited, the part that falls to these; all operations and `(other)` sum to it. */
  idleMs?: number;
  /** The asynchronous call path above `location`, callers last. */
  callers?: { name: string; location: Location | null }[];
}

export interface WaitingNode {
  name: string;
  location: Location | null;
  /** Waits of its operations added up, also where they overlap. */
  waitMs: number;
  /** Part of the time in which the event loop waited: shared equally by the operations that were open. */
  idleMs: number;
  count: number;
  /** Of a leaf: what was waited for. */
  kind?: string;
  /** Of the root and of the largest leaves. */
  overTime?: WaitingOverTime;
  /** Largest `idleMs` first. */
  children: WaitingNode[];
}

/** In equal stretches of the run, as many as there are values. */
export interface WaitingOverTime {
  idleMs: number[];
  waitMs: number[];
}

export interface ThreadPoolReport {
  /** Threads. */
  size: number;
  /** Mean share of its threads that held an operation while any was open. */
  occupancy: number;
  meanQueued: number;
  maxQueued: number;
  /** Of the operations, added up: waiting for a thread, and on one. */
  queueMs: number;
  runMs: number;
  /** Operations waited for a thread for most of their time. */
  starved: boolean;
  /** By user line, largest first: who held the threads, and who waited for one. */
  filledBy: { kind: string; location: Location | null; runMs: number }[];
  waiting: { kind: string; location: Location | null; queueMs: number }[];
}

export interface StuckReport {
  kind: 'lock' | 'unsettled-promise' | 'silent-worker';
  /** One or two plain sentences. */
  text: string;
  threads: { id: string; name: string; stack: { name: string; location: Location | null }[] }[];
}

export interface Phase {
  startMs: number;
  endMs: number;
  class: BoundClass;
  cause: Cause | null;
  budget: Budget;
}

/** The run over time. Its size is bounded, however long the run and however many its threads. */
export interface OverTime {
  threads: ThreadActivity[];
  inFlight?: InFlightOverTime;
  gcPauses: GcPauses;
  userTiming: UserTiming;
}

/** What a thread did in each of equal stretches, from its samples. */
export interface ThreadActivity {
  /** `ThreadSummary.id`. */
  threadId: string;
  /** Of its first stretch, since the start of the run. */
  startMs: number;
  bucketMs: number;
  /** Whole per cent of a stretch; what is missing to 100 is waiting. -1 where nothing was recorded. */
  computing: number[];
  gc: number[];
  blocked: number[];
}

/** Asynchronous operations of all threads that were open, in equal stretches from the start of the run. */
export interface InFlightOverTime {
  bucketMs: number;
  /** Most open at any moment of the stretch, all kinds together. */
  peak: number[];
  /** Largest first by time. */
  kinds: {
    kind: string;
    /** Open on average over the stretch. */
    mean: number[];
    /** Most open at any moment of the stretch. */
    peak: number[];
  }[];
  /** Not every operation was traced: the numbers are estimates. */
  isEstimated: boolean;
}

/** Stretches in which a thread did nothing but collect garbage, as its samples saw them. */
export interface GcPauses {
  /** The longest ones, in order of time. */
  longest: { threadId: string; startMs: number; durationMs: number }[];
  /** All of them, and how long they took together. */
  count: number;
  totalMs: number;
}

/** `performance.measure` entries. */
export interface UserTiming {
  /** The longest, and those of the most frequent names, in order of time. */
  entries: { threadId: string; name: string; startMs: number; durationMs: number }[];
  /** All of them. */
  count: number;
}

/** The main thread did not return to its event loop for at least `SamplingInfo.stallThresholdMs`. */
export interface Stall {
  startMs: number;
  durationMs: number;
  location: Location | null;
  name: string;
}

export interface MemoryReport {
  peakHeapBytes: number;
  peakRssBytes: number;
  peakExternalBytes: number;
  timeline: MemoryPoint[];
  /**
   * Live bytes by allocation site, first against last heap checkpoint (or that of `growthUntilMs`); largest |delta| first.
   * What sampling cannot tell from nothing is left out.
   */
  growth: MemoryGrowth[];
  /** Only where most of what had grown was dropped before the end: when the fullest checkpoint was taken, which then stands for the last. */
  growthUntilMs?: number;
  allocation: { name: string; location: Location | null; totalBytes: number; liveBytes: number }[];
  leak: { suspected: boolean; confidence: number; bytesPerSecond: number; text: string } | null;
}

export interface MemoryPoint {
  atMs: number;
  heapUsed: number;
  external: number;
  arrayBuffers: number;
  rss: number;
}

export interface MemoryGrowth {
  name: string;
  location: Location | null;
  beforeBytes: number;
  afterBytes: number;
  deltaBytes: number;
  deltaCount: number;
}

export interface CpuPoint {
  atMs: number;
  /** Cores used in the interval that ends here. */
  mainThread: number;
  threadPool: number;
  workers: number;
  childProcesses: number;
}

export type ConcurrencyModel =
  'keep' | 'optimize' | 'async' | 'thread-pool' | 'worker-threads' | 'processes' | 'hybrid' | 'distributed-queue';

export interface Recommendation {
  id: string;
  title: string;
  model: ConcurrencyModel;
  /** Workers, processes, slots in flight or pool threads, by model; null where a size means nothing. */
  size: number | null;
  target: { name: string; location: Location } | null;
  predictedSpeedup: { low: number; expected: number; high: number };
  confidence: number;
  why: string[];
  wouldChangeIf: string[];
  caveats: string[];
  /** The edit that applies it (`profiler/edit`); null where there is none. */
  action: RecommendedAction | null;
  /** Set once a trial has measured this: it stands in for the prediction. */
  measured?: {
    trialId: string;
    size: number | null;
    /** Of the function alone; `predictedSpeedup` then says what that makes for the program. */
    speedup: { low: number; expected: number; high: number };
    /** What stood in `predictedSpeedup` before. */
    predicted?: { low: number; expected: number; high: number };
  };
}

/** Locations are those of the measured text: the edit is refused where it has changed since. */
export type RecommendedAction =
  /** The await in a loop at this line: at most `limit` of them in flight (p-map). */
  | { kind: 'bound-awaits'; location: Location; limit: number }
  /** The number that keeps the calls at this line to `from` at a time (p-map, p-limit, p-queue): `limit`. Callers last. */
  | { kind: 'change-limit'; location: Location; callers: Location[]; from: number; limit: number }
  /** The synchronous call at this line, in an async function: its promise version, awaited. */
  | { kind: 'use-promise-version'; location: Location }
  /** The function that is defined at this line: into a worker file, called through a pool (piscina) of `size` workers. */
  | { kind: 'move-to-worker'; name: string; location: Location; size: number }
  /** The server that this file starts: `size` processes of it behind one port (node:cluster). */
  | { kind: 'run-in-cluster'; file: string; size: number }
  /** UV_THREADPOOL_SIZE in the npm script or launch configuration that starts this file. */
  | { kind: 'set-pool-size'; file: string; size: number };

export interface InFlightSummary {
  /** Number of times that it was counted; with 0 the rest says nothing. */
  readings: number;
  meanRequests: number;
  maxRequests: number;
  meanTimers: number;
  /** Whether the program listens for connections for most of its time: a server. */
  isServer: boolean;
}

export interface SamplingInfo {
  engine: EngineName;
  cpuIntervalRequestedMs: number;
  /** Median distance of the samples as they came; null without samples. */
  cpuIntervalObservedMs: number | null;
  cpuSamples: number;
  heapIntervalBytes: number | null;
  heapMode: HeapMode;
  stallThresholdMs?: number;
  /** Asynchronous operations: how many there were, and how many were traced with their call path. */
  operations?: { started: number; traced: number };
}

export type EngineName = 'inspector' | 'v8-profiler-next';
/** `live`: objects alive at each checkpoint. `allocated`: everything allocated, collected or not (Node 20 and later). */
export type HeapMode = 'live' | 'allocated' | 'off';

/** Source-mapped; an absolute path or a URL. */
export interface Location {
  file: string;
  /** 1-based. */
  line: number;
  /** 1-based. */
  column: number;
}
