/** Runs a program under measurement, from the request to a capture folder with all that was measured. */
import { rm } from 'node:fs/promises';
import { createCapture, monotonicMicros, type Capture } from '../capture/create.ts';
import { writeFailure } from '../capture/failure.ts';
import { addEvent } from '../capture/events.ts';
import { writeManifest } from '../capture/manifest.ts';
import type { Progress, Run, RunOutcome, RunRequest, RunStage } from './api.ts';
import { startControlServer, type ControlServer } from './controlServer.ts';
import { countCalls } from './countCalls.ts';
import { endTree } from './endTree.ts';
import { exitOf, type EndedBy } from './exitReason.ts';
import { environmentFor, isOutOfReach, prepare, type Workload } from './prepare.ts';
import { refusedEngine } from './refusedEngine.ts';
import { spawnWorkload, type Spawned } from './spawnWorkload.ts';
import { UncaughtError } from './uncaughtError.ts';

/** Starts at once; wrong input and failures arrive through `finished`, as UserErrors. */
export function startRun(request: RunRequest): Run {
  const recording = new Recording(request);
  const finished = recording.record();
  return {
    stop: () => recording.stop(),
    signal: (name) => recording.signal(name),
    interrupted: () => recording.interrupted(),
    onProgress: (listener) => recording.onProgress(listener),
    finished,
  };
}

/** Long enough for a thread that sits in a native call of a second or two; a user who pressed Stop waits no longer. */
const flushMs = 3000;
/** What still runs when the program has ended gets this long to put its data on disk. */
const leftoverFlushMs = 500;
const progressMs = 250;
/** Node's exit code when the event loop runs dry before the main module's top-level await has settled. */
const unsettledCode = 13;

const outOfReach =
  'Node’s permission model keeps the inspector from this program, so nothing inside it was measured. Run it without --permission, or with --allow-inspector (Node 24 and later).';

class Recording {
  readonly #request: RunRequest;
  readonly #listeners = new Set<(progress: Progress) => void>();
  readonly #startedMs = Date.now();
  #stage: RunStage = 'starting';
  #endedBy: EndedBy = 'itself';
  #control: ControlServer | null = null;
  #program: Spawned | null = null;
  /** Came before there was a program to hand it on to. */
  #earlySignal: NodeJS.Signals | null = null;
  /** Set from the first stop() on. */
  #stopping: Promise<void> | null = null;
  readonly #countingStopped = new AbortController();

  constructor(request: RunRequest) {
    this.#request = request;
  }

  onProgress(listener: (progress: Progress) => void): void {
    this.#listeners.add(listener);
    listener(this.#progress());
  }

  async record(): Promise<RunOutcome> {
    const ticker = setInterval(() => this.#report(), progressMs);
    try {
      const workload = await prepare(this.#request);
      const capture = await createCapture(workload.about, this.#request.outDir);
      const outcome = await this.#runOnce(workload, capture);
      if (this.#request.countCalls) await this.#count(workload, capture);
      await save(capture);
      return outcome;
    } finally {
      clearInterval(ticker);
    }
  }

  /** Ends the program; all that was measured is on disk before. Harmless at any time and more than once. */
  stop(): void {
    this.#endedBy = 'us';
    this.#countingStopped.abort();
    if (this.#program) this.#stopping ??= this.#stop(this.#program);
  }

  signal(name: NodeJS.Signals): void {
    this.#countingStopped.abort();
    if (this.#endedBy === 'itself') this.#endedBy = 'terminal';
    if (this.#stage === 'starting') this.#earlySignal = name;
    else void this.#flush(flushMs).then(() => this.#program?.kill(name));
  }

  interrupted(): void {
    this.#countingStopped.abort();
    if (this.#endedBy === 'itself') this.#endedBy = 'terminal';
    if (this.#stage === 'starting') this.#earlySignal = 'SIGINT';
    else void this.#flush(flushMs);
  }

  async #runOnce(workload: Workload, capture: Capture): Promise<RunOutcome> {
    const control = await startControlServer().catch((error: Error) => {
      capture.manifest.warnings.push(
        `There were no live numbers: the control channel could not open (${error.message}).`,
      );
      return null;
    });
    this.#control = control;
    if (isOutOfReach(workload)) capture.manifest.warnings.push(outOfReach);
    try {
      const env = environmentFor(workload, {
        mode: 'record',
        captureDir: capture.dir,
        controlPath: control?.path ?? null,
        options: capture.manifest.requested,
      });
      const error = new UncaughtError();
      this.#program = await spawnWorkload(workload, env, listeningIn(this.#request.stdio, error));
      const { pid } = this.#program;
      this.#enter('recording');
      if (this.#endedBy === 'us')
        this.stop(); // It was asked for while we were starting.
      else if (this.#earlySignal) this.signal(this.#earlySignal);
      const { code, signal } = await this.#program.exited;
      this.#program = null;
      const refused = await refusedEngine(capture.dir, pid);
      if (refused) {
        await rm(capture.dir, { recursive: true, force: true }); // Nothing ran and nothing was measured.
        throw refused;
      }
      await this.#stopping;
      await this.#leaveOthers(capture);
      const exit = exitOf(code, signal, this.#endedBy);
      const text = code === 0 ? null : error.firstLine();
      if (text !== null) await addEvent(capture.dir, `${pid}-0`, { k: 'error', t: monotonicMicros(), text });
      const unsettled = code === unsettledCode ? error.unsettledAwait() : null;
      if (unsettled) await addEvent(capture.dir, `${pid}-0`, { k: 'unsettled', t: monotonicMicros(), ...unsettled });
      Object.assign(capture.manifest, { endMicros: monotonicMicros(), exit });
      return { captureDir: capture.dir, exit };
    } finally {
      this.#control = null;
      await control?.close();
    }
  }

  /** Processes that outlive the program are its own affair, but what they did until now belongs to the run. */
  async #leaveOthers(capture: Capture): Promise<void> {
    const others = this.#control?.connected().length ?? 0;
    if (others === 0) return;
    await this.#flush(leftoverFlushMs);
    const left = this.#control?.connected().length ?? 0;
    if (left === 0) return;
    const whom = left === 1 ? 'One process' : `${left} processes`;
    capture.manifest.warnings.push(
      `${whom} that the program had started still ran when it ended; what came later is not measured.`,
    );
  }

  async #stop(program: Spawned): Promise<void> {
    this.#enter('stopping');
    await this.#flush(flushMs);
    // Without a look at the process table there is still the program itself to end.
    await endTree(program.pid).catch(() => program.kill('SIGKILL'));
  }

  async #flush(withinMs: number): Promise<void> {
    await this.#control?.flush(withinMs);
  }

  async #count(workload: Workload, capture: Capture): Promise<void> {
    this.#enter('counting-calls');
    const warning = await countCalls(workload, capture, this.#countingStopped.signal);
    if (warning !== null) capture.manifest.warnings.push(warning);
  }

  #enter(stage: RunStage): void {
    this.#stage = stage;
    this.#report();
  }

  #report(): void {
    const progress = this.#progress();
    for (const listener of this.#listeners) listener(progress);
  }

  #progress(): Progress {
    const nothing = { cpuCores: 0, heapUsedBytes: 0, rssBytes: 0, samples: 0, threads: 0 };
    return {
      stage: this.#stage,
      elapsedMs: Date.now() - this.#startedMs,
      ...(this.#control?.live.sum() ?? nothing),
    };
  }
}

/** The same streams; what passes through us on its way to standard error is looked at. */
function listeningIn(stdio: RunRequest['stdio'], error: UncaughtError): RunRequest['stdio'] {
  const { stderr } = stdio;
  if (typeof stderr !== 'function') return stdio;
  const both = (chunk: Uint8Array) => {
    error.add(chunk);
    stderr(chunk);
  };
  return { ...stdio, stderr: both };
}

async function save(capture: Capture): Promise<void> {
  try {
    await writeManifest(capture.dir, capture.manifest);
  } catch (error) {
    throw writeFailure(capture.dir, error);
  }
}
