/** Records one JavaScript thread of the program through its session: CPU windows, heap checkpoints, counters. */
import type { RecordingOptions, ScriptSource, ThreadStarted } from '../../capture/format/capture.ts';
import type { CpuProfile, HeapProfile } from '../../capture/format/profiles.ts';
import { monotonicMicros } from '../../capture/create.ts';
import { isUserScript } from '../../capture/sources.ts';
import type { CdpSession } from './cdpConnection.ts';
import { HeapPlan } from './heapCheckpoints.ts';
import type { Counters, Probe } from './probe.ts';
import type { ThreadFiles } from './threadFiles.ts';

export interface RecordedThread {
  readonly session: CdpSession;
  readonly probe: Probe;
  readonly files: ThreadFiles;
  readonly started: ThreadStarted;
  /** The program counts its own coverage, which ours would end. */
  readonly countsCoverage: boolean;
}

/** The program may profile through the console too: titles that it cannot hit by chance. */
const newPrefix = () => `concurrency-profiler-${monotonicMicros().toString(36)}-`;

export class ThreadRecording {
  readonly started: ThreadStarted;
  samples = 0;
  last: Counters | null = null;
  readonly #session: CdpSession;
  readonly #probe: Probe;
  readonly #files: ThreadFiles;
  readonly #options: RecordingOptions;
  readonly #prefix = newPrefix();
  readonly #keepsOptimised: boolean;
  readonly #sampledUrls = new Set<string>();
  #window = 0;
  #heap: HeapPlan | null = null;
  #asking: Promise<void> | null = null;

  constructor({ session, probe, files, started, countsCoverage }: RecordedThread, options: RecordingOptions) {
    this.#session = session;
    this.#probe = probe;
    this.#files = files;
    this.started = started;
    this.#options = options;
    this.#keepsOptimised = countsCoverage;
  }

  async start(): Promise<void> {
    this.#files.add(this.started);
    this.#session.on<{ title?: string; profile: CpuProfile }>(
      'Profiler.consoleProfileFinished',
      ({ title, profile }) => {
        if (title?.startsWith(this.#prefix)) this.#keepWindow(profile);
      },
    );
    await this.#session.post('Profiler.enable');
    await this.#session.post('Profiler.setSamplingInterval', { interval: this.#options.cpuIntervalMicros });
    await this.#probe.startWindow(this.#title);
    if (!this.#keepsOptimised) await this.#dropOptimised();
    await this.#startHeap();
    await this.count();
  }

  /** Counters and, when one is due, a heap checkpoint. A thread that has not answered the last time is not asked again. */
  count(): Promise<void> {
    this.#asking ??= this.#count().finally(() => (this.#asking = null));
    return this.#asking;
  }

  /** The next window begins before the last one ends, so nothing is lost between them. */
  async rotate(): Promise<void> {
    const ending = this.#title;
    this.#window++;
    await Promise.all([this.#probe.startWindow(this.#title), this.#probe.endWindow(ending)]);
  }

  /** The last window and the last counters: what is measured ends here. */
  async endSpan(reason: string): Promise<void> {
    await this.#probe.endWindow(this.#title);
    await this.#asking;
    await this.#addCounters();
    this.#files.add({ k: 'end', t: this.#now, reason });
  }

  /** The last heap checkpoint and the source maps; then the thread is as it was. */
  async detach(): Promise<void> {
    await this.#session.post('Profiler.disable');
    if (this.#heap) await this.#endHeap(this.#heap);
    await this.#addScripts();
    await this.#probe.release();
  }

  get #title(): string {
    return this.#prefix + this.#window;
  }

  #keepWindow(profile: CpuProfile): void {
    this.samples += profile.samples?.length ?? 0;
    for (const { callFrame } of profile.nodes) if (isUserScript(callFrame.url)) this.#sampledUrls.add(callFrame.url);
    this.#files.addWindow(profile);
  }

  async #count(): Promise<void> {
    await this.#addCounters();
    // Sent in one go: a window begins with a sample of our own frame, and collections beside such samples are known as ours.
    if (this.#heap?.isDue(this.#now, this.#heapUsed))
      await Promise.all([this.rotate(), this.#readHeap(this.#heap), this.rotate()]);
  }

  /** By the program's clock, as it last said. */
  get #now(): number {
    return this.last?.t ?? this.started.t;
  }

  get #heapUsed(): number {
    return this.last?.memory.heapUsed ?? 0;
  }

  async #addCounters(): Promise<void> {
    const counters = await this.#probe.counters();
    this.last = counters;
    const { t, memory, counts } = counters;
    // Resident memory and buffers are the process's; its main thread records them.
    const own = this.started.threadId === 0 ? memory : { ...memory, rss: 0, arrayBuffers: 0 };
    this.#files.add({ k: 'mem', t, ...own }, { k: 'resources', t, counts });
  }

  /**
   * Code that V8 optimised while nobody sampled cannot tell its inlined functions apart: a worker that dug from a timer
   * stood as `listOnTimeout` with 1.7 of 2 s, and as itself afterwards (Node 22). Entering coverage makes V8 drop such
   * code and optimise it again, this time with names; what that costs the program has not been measured.
   */
  async #dropOptimised(): Promise<void> {
    await this.#session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: false });
    await this.#session.post('Profiler.stopPreciseCoverage');
  }

  async #startHeap(): Promise<void> {
    const { heapMode, heapIntervalBytes } = this.#options;
    if (heapMode === 'off') return;
    const collected = heapMode === 'allocated';
    try {
      await this.#session.post('HeapProfiler.startSampling', {
        samplingInterval: heapIntervalBytes,
        includeObjectsCollectedByMajorGC: collected,
        includeObjectsCollectedByMinorGC: collected,
      });
      this.#heap = new HeapPlan(this.started.t);
      // Sampling begins now: nothing was seen yet, and growth has its beginning without a reading.
      this.#files.addHeap(this.started.t, emptyHeap);
    } catch (error) {
      const text = `The heap is not sampled (${(error as Error).message}); another tool may sample it already.`;
      this.#files.add({ k: 'warning', text });
    }
  }

  async #readHeap(plan: HeapPlan): Promise<void> {
    const before = monotonicMicros();
    const { profile } = await this.#session.post<{ profile: HeapProfile }>('HeapProfiler.getSamplingProfile');
    const cost = monotonicMicros() - before;
    plan.took(cost, this.#now + cost, this.#heapUsed);
    this.#files.addHeap(this.#now, profile);
  }

  async #endHeap(plan: HeapPlan): Promise<void> {
    if (plan.allowsFinal(this.#heapUsed)) await this.#readHeap(plan);
    else {
      const text = `The heap (${Math.round(this.#heapUsed / 1e6)} MB) was not read at the end: that would have held the program up.`;
      this.#files.add({ k: 'warning', text });
    }
    await this.#session.post('HeapProfiler.stopSampling');
  }

  /**
   * Source maps that the program keeps in memory, as tsx does; others are read from the files. V8's own list of scripts
   * is not asked for: after `Debugger.enable` awaits take 1.8 times as long for the rest of the program's life (Node 20).
   */
  async #addScripts(): Promise<void> {
    const urls = [...this.#sampledUrls];
    if (urls.length === 0) return;
    const maps = await this.#probe.sourceMaps(urls);
    const scripts = urls.map((url): ScriptSource => ({ scriptId: '', url, sourceMapUrl: mapUrl(maps[url]) }));
    this.#files.add({ k: 'scripts', scripts });
  }
}

const emptyHeap: HeapProfile = {
  head: {
    callFrame: { functionName: '(root)', scriptId: '0', url: '', lineNumber: -1, columnNumber: -1 },
    selfSize: 0,
    children: [],
  },
};

const mapUrl = (payload: unknown): string =>
  payload === undefined ? '' : `data:application/json,${encodeURIComponent(JSON.stringify(payload))}`;
