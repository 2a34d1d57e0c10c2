/** Records one thread: CPU windows, heap checkpoints, GC pauses and counters, and puts them on disk as it goes. */
import type { EventRecord, ThreadStarted } from '../capture/format/capture.ts';
import type { AgentConfig } from '../capture/format/control.ts';
import type { CpuProfile, HeapProfile } from '../capture/format/profiles.ts';
import { Cdp } from './cdp.ts';
import { isDue, firstCheckpoint, type CheckpointPlan } from './checkpoints.ts';
import { counterRecords } from './counters.ts';
import type { Engine } from './engine.ts';
import { noSampling, samplerHangsText } from './noSampling.ts';
import { createRawFolder, EventLog, threadKey, writeWhole } from './files.ts';
import { GcRecorder } from './gcRecorder.ts';
import { canSampleAllocated, HeapSampler } from './heapSampler.ts';
import { InspectorEngine } from './inspectorEngine.ts';
import { OperationRecorder } from './io/operationRecorder.ts';
import { join, nowMicros, stringify } from './originals.ts';
import { ownSchedulerClock } from './osThread.ts';
import { collectScripts } from './scripts.ts';
import type { SharedState } from './sharedState.ts';
import { terminated, type ThreadRecorder } from './threadRecorder.ts';

/** Nobody waits a minute at the exit of a program with a huge heap; the checkpoint before stands then. */
const longestFinalHeapMicros = 2_000_000;
/** The creator of a terminated worker blocks until it has flushed. */
const longestTerminatedHeapMicros = 50_000;

/** Shorter programs are spared the 15 ms of listing scripts and 7 ms of reading the heap, which would have nothing to say. */
const briefMicros = 100_000;

export class Recorder implements ThreadRecorder {
  readonly #config: AgentConfig;
  readonly #state: SharedState;
  readonly #slot: number;
  readonly #thread: ThreadStarted;
  readonly #rawFolder: string;
  readonly #events: EventLog;
  readonly #cdp = new Cdp();
  readonly #engine: Engine;
  readonly #heap: HeapSampler;
  readonly #gc = new GcRecorder();
  readonly #operations: OperationRecorder | null;
  #plan: CheckpointPlan;
  #cpuWindows = 0;
  #heapCheckpoints = 0;
  readonly #sampledUrls = new Set<string>();
  #finished = false;

  constructor(config: AgentConfig, thread: ThreadStarted, state: SharedState, slot: number, engine: Engine | null) {
    this.#config = config;
    this.#state = state;
    this.#slot = slot;
    this.#thread = thread;
    const key = threadKey(thread.pid, thread.threadId);
    this.#rawFolder = createRawFolder(config.captureDir, key);
    this.#events = new EventLog(config.captureDir, key);
    this.#engine = config.unsampled
      ? noSampling
      : (engine ?? new InspectorEngine(this.#cdp, config.options.cpuIntervalMicros));
    this.#heap = new HeapSampler(this.#cdp);
    this.#operations =
      config.options.operations === false
        ? null
        : new OperationRecorder(this.#cdp, (record) => this.#events.add(record), __filename);
    this.#plan = firstCheckpoint(thread.t, config.options.checkpointMs);
  }

  start(): void {
    this.#events.add(this.#thread);
    const { heapMode, heapIntervalBytes } = this.#config.options;
    if (heapMode !== 'off') this.#heap.start(heapMode, heapIntervalBytes);
    if (heapMode === 'allocated' && !canSampleAllocated)
      this.warn('This Node version samples live objects only; total allocation needs Node 20 or newer.');
    if (this.#config.unsampled) this.warn(samplerHangsText);
    this.#engine.start();
  }

  /** Once our own threads and timers are there: they are none of the program's operations. */
  startOperations(): void {
    this.#safely(() => this.#operations?.start());
  }

  warn(text: string): void {
    this.note({ k: 'warning', text });
  }

  /** Something seen outside: a child started, a warning. */
  note(record: EventRecord): void {
    try {
      this.#events.add(record);
    } catch {
      // The disk is full or the folder gone: nothing more to say, and nothing that the program should notice.
    }
  }

  tick(): void {
    this.#safely(() => {
      this.#addCounters();
      this.#operations?.tick();
      this.#gc.tick((record) => this.#events.add(record));
      const next = isDue(this.#plan, nowMicros());
      if (next === null) return;
      this.#plan = next;
      this.#operations?.flush('new');
      const window = this.#engine.rotate();
      this.#writeCpu(window);
      this.#writeHeap(this.#heap.checkpoint());
      this.#gc.checkpoint(window);
    });
  }

  flush(): void {
    this.#safely(() => {
      this.#addCounters();
      this.#operations?.flush('all');
      const window = this.#engine.rotate();
      this.#writeCpu(window);
      this.#addScripts();
      this.#writeHeap(this.#heap.checkpoint());
      this.#gc.tick((record) => this.#events.add(record));
    });
    this.#keepClock();
  }

  finish(reason: string): void {
    if (this.#finished) return;
    this.#finished = true;
    // Each alone: one that fails must not lose the others.
    const isBrief = nowMicros() - this.#thread.t < briefMicros;
    const steps = [
      () => this.#writeCpu(this.#engine.stop()),
      () => this.#addCounters(),
      () => this.#operations?.flush('all'),
      () => isBrief || this.#addScripts(),
      () =>
        isBrief ||
        this.#writeHeap(this.#heap.stop(reason === terminated ? longestTerminatedHeapMicros : longestFinalHeapMicros)),
      () => this.#gc.stop((record) => this.#events.add(record)),
      () => this.#events.add({ k: 'end', t: nowMicros(), reason }),
    ];
    for (const step of steps) this.#safely(step, true);
    this.#keepClock();
    this.#state.end(this.#slot);
  }

  #safely(action: () => unknown, evenWhenFinished = false): void {
    if (this.#finished && !evenWhenFinished) return;
    try {
      action();
    } catch (error) {
      this.warn(`A checkpoint failed: ${String(error)}`);
    }
  }

  #addCounters(): void {
    for (const record of counterRecords(this.#thread.threadId)) {
      this.#events.add(record);
      if (record.k === 'mem') this.#state.setHeapUsed(this.#slot, record.heapUsed);
    }
  }
  #writeCpu(profile: CpuProfile | null): void {
    if (profile === null) return;
    this.#state.addSamples(this.#slot, profile.samples?.length ?? 0);
    for (const { callFrame } of profile.nodes)
      if (callFrame.url.startsWith('file:')) this.#sampledUrls.add(callFrame.url);
    writeWhole(join(this.#rawFolder, `cpu-${this.#cpuWindows++}.json`), stringify(profile));
  }
  /** `atMicros` rides along in the file; the samples list stays out, because it grows without bound. */
  #writeHeap(profile: HeapProfile | null): void {
    if (profile === null) return;
    const text = stringify({ atMicros: nowMicros(), head: profile.head });
    writeWhole(join(this.#rawFolder, `heap-${this.#heapCheckpoints++}.json`), text);
  }
  /**
   * At the end only: once the debugger was on, and even when it is off again, awaits took 1.8 times as long (Node 20). And
   * before the heap is read: that collects scripts that have run, and their source maps with them.
   */
  #addScripts(): void {
    this.#events.add({
      k: 'scripts',
      scripts: collectScripts(this.#cdp, this.#sampledUrls, nowMicros() - this.#thread.t),
    });
  }
  /** The watcher's last look may be a whole interval old. */
  #keepClock(): void {
    const clock = ownSchedulerClock();
    if (clock) this.#state.setCpu(this.#slot, clock.cpuMicros, clock.runQueueMicros);
  }
}
