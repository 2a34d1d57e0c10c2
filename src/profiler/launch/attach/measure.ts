/** Measures a connected program until it is time to stop, or the program ends. */
import { monotonicMicros, type Capture } from '../../capture/create.ts';
import type { CpuCounters, ThreadStarted } from '../../capture/format/capture.ts';
import type { Connected } from './connect.ts';
import { ProcessClocks } from './processClocks.ts';
import type { Counters } from './probe.ts';
import { ThreadFiles } from './threadFiles.ts';
import { ThreadRecording } from './threadRecording.ts';
import { Workers } from './workers.ts';

/** Each costs the program some 0.1 ms. */
const countEveryMs = 250;
/** Read from outside, at no cost for the program; the agent's own distance. */
const clocksEveryMs = 100;

/** So that a program that ends soon leaves something. */
const earlyWindowsMs = [100, 250, 500];
/** For the end records. */
const detached = 'detached';

export interface Live {
  readonly samples: number;
  readonly threads: number;
  readonly cpuCores: number;
  readonly heapUsedBytes: number;
  readonly rssBytes: number;
}

export class Measurement {
  readonly #capture: Capture;
  readonly #main: ThreadRecording;
  readonly #mainFiles: ThreadFiles;
  readonly #workers: Workers;
  readonly #files = new Map<string, ThreadFiles>();
  readonly #clocks: ProcessClocks | null;
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #clockOffset: number;
  #previous: Counters | null = null;
  #cpuCores = 0;
  #readingClocks: Promise<void> | null = null;
  #first: Counters | null = null;

  /** `startMicros` and `clockOffset` (program's clock less ours) in microseconds. */
  constructor(connected: Connected, capture: Capture, startMicros: number, clockOffset: number) {
    const { about, connection, probe, localPid, threadsBefore } = connected;
    this.#clockOffset = clockOffset;
    this.#capture = capture;
    const id = `${about.pid}-0`;
    this.#mainFiles = this.#filesOf(id);
    const started: ThreadStarted = {
      k: 'thread',
      t: startMicros,
      pid: about.pid,
      threadId: 0,
      kind: 'main',
      name: nameOf(about.argv[1]),
      parentPid: null,
      parentThreadId: null,
      osThreadId: localPid,
      nodeVersion: `v${about.version}`,
    };
    const recording = capture.manifest.requested;
    const { countsCoverage } = about;
    this.#main = new ThreadRecording(
      { session: connection, probe, files: this.#mainFiles, started, countsCoverage },
      recording,
    );
    this.#workers = new Workers(connection, {
      recording,
      files: (threadId) => this.#filesOf(threadId),
      // Inside a container its threads have other numbers than outside.
      onStarted: ({ osThreadId }) => {
        if (osThreadId !== null && localPid === about.pid) this.#clocks?.addWorker(osThreadId);
      },
      onFailure: (text) => this.#capture.manifest.warnings.push(text),
    });
    const readable = localPid !== null && process.platform === 'linux';
    this.#clocks = readable ? new ProcessClocks(localPid, Number.parseInt(about.version, 10), threadsBefore) : null;
  }

  get live(): Live {
    const { last } = this.#main;
    return {
      samples: this.#main.samples + this.#workers.samples,
      threads: 1 + this.#workers.recordings.length,
      cpuCores: this.#cpuCores,
      heapUsedBytes: last?.memory.heapUsed ?? 0,
      rssBytes: last?.memory.rss ?? 0,
    };
  }

  /** Children of the program were seen; they are not profiled themselves. */
  get sawChildren(): boolean {
    return this.#clocks?.sawChildren ?? false;
  }

  async start(): Promise<void> {
    await this.#readClocks();
    await this.#main.start();
    await this.#workers.start();
    const every = (ms: number, action: () => unknown) => this.#timers.push(setInterval(action, ms));
    every(countEveryMs, () => void this.#count());
    every(clocksEveryMs, () => void this.#readClocks());
    const rotate = (): void => {
      for (const thread of [this.#main, ...this.#workers.recordings]) void thread.rotate().catch(() => undefined);
    };
    every(this.#capture.manifest.requested.checkpointMs, rotate);
    for (const ms of earlyWindowsMs) this.#timers.push(setTimeout(rotate, ms));
  }

  /** The end of what is measured, in all threads at once. Rejects when the program does not answer. */
  async endSpan(): Promise<void> {
    this.#stopTimers();
    const ends = this.#workers.recordings.map((worker) => worker.endSpan(detached).catch(() => undefined));
    await Promise.all([this.#readClocks(), this.#main.endSpan(detached), ...ends]);
  }

  /** What the program still tells is kept; then it is as it was. Rejects when it does not answer. */
  async detach(): Promise<void> {
    await Promise.all(this.#workers.recordings.map((worker) => worker.detach().catch(() => undefined)));
    await this.#workers.end();
    await this.#main.detach();
  }

  /** Settles when everything is on disk. */
  async written(): Promise<void> {
    this.#stopTimers();
    await this.#readingClocks;
    for (const files of this.#files.values()) await files.written();
  }

  #stopTimers(): void {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
  }

  #filesOf(id: string): ThreadFiles {
    const files = this.#files.get(id) ?? new ThreadFiles(this.#capture.dir, id);
    this.#files.set(id, files);
    return files;
  }

  async #count(): Promise<void> {
    const threads = [this.#main, ...this.#workers.recordings];
    await Promise.all(threads.map((thread) => thread.count().catch(() => undefined)));
    const { last } = this.#main;
    if (!last || last === this.#previous) return;
    this.#first ??= last;
    if (this.#previous) this.#cpuCores = coresBetween(this.#previous, last);
    this.#previous = last;
    if (!this.#clocks) this.#mainFiles.add(processRow(this.#first, last));
  }

  #readClocks(): Promise<void> {
    this.#readingClocks ??= this.#addClocks().finally(() => (this.#readingClocks = null));
    return this.#readingClocks;
  }

  async #addClocks(): Promise<void> {
    const row = await this.#clocks?.read(monotonicMicros() + this.#clockOffset);
    if (row) this.#mainFiles.add(row);
  }
}

const cpuOf = ({ user, system }: Counters): number => user + system;
const coresBetween = (before: Counters, after: Counters): number =>
  after.t > before.t ? (cpuOf(after) - cpuOf(before)) / (after.t - before.t) : 0;

/** Where no thread has a clock of its own: the process as a whole, in its own words. */
const processRow = (first: Counters, { t, user, system }: Counters): CpuCounters => ({
  k: 'cpu',
  t,
  process: { userMicros: user - first.user, systemMicros: system - first.system },
  threads: [],
  foreignChildrenMicros: 0,
});

const nameOf = (script: string | undefined): string => script?.split(/[\\/]/).at(-1) ?? '[eval]';
