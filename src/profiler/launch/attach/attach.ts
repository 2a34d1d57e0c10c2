/** Profiles a program that runs, for a while, and leaves it as it was. */
import { setTimeout as delay } from 'node:timers/promises';
import { createCapture, monotonicMicros, type Capture } from '../../capture/create.ts';
import { writeFailure } from '../../capture/failure.ts';
import { writeManifest } from '../../capture/manifest.ts';
import type { Progress, RunOutcome, RunStage } from '../api.ts';
import { aboutProgram, openedNotice, warningsOf, type Ending } from './aboutAttach.ts';
import type { Attachment, AttachRequest } from './api.ts';
import { connect, type Connected } from './connect.ts';
import { Measurement } from './measure.ts';
import { closeInspector } from './probe.ts';
import { parseTarget } from './target.ts';

/** Starts at once; wrong input and failures arrive through `finished`, as UserErrors. */
export function startAttach(request: AttachRequest): Attachment {
  const attaching = new Attaching(request);
  const finished = attaching.run();
  return {
    stop: () => attaching.stop(),
    onProgress: (listener) => attaching.onProgress(listener),
    onNotice: (listener) => attaching.onNotice(listener),
    finished,
  };
}

const progressMs = 250;
/** Long enough for a thread that sits in a native call of a second or two. */
const beginMs = 3000;
const finishMs = 3000;
/** The inspector closes at once, unless the program sits in a native call. */
const farewellMs = 300;
/** The connection keeps us alive as long as there is something to wait for. */
const unwatched = { ref: false };
/** Two readings of one clock on one machine, the way between them included; in a container it may start elsewhere. */
const sameClockMicros = 1_000_000;

class Attaching {
  readonly #request: AttachRequest;
  readonly #progressListeners = new Set<(progress: Progress) => void>();
  readonly #noticeListeners = new Set<(text: string) => void>();
  readonly #stop = new AbortController();
  readonly #startedMs = Date.now();
  #stage: RunStage = 'starting';
  #measurement: Measurement | null = null;

  constructor(request: AttachRequest) {
    this.#request = request;
  }

  stop(): void {
    this.#stop.abort();
  }

  onProgress(listener: (progress: Progress) => void): void {
    this.#progressListeners.add(listener);
    listener(this.#progress());
  }

  onNotice(listener: (text: string) => void): void {
    this.#noticeListeners.add(listener);
  }

  async run(): Promise<RunOutcome> {
    const ticker = setInterval(() => this.#report(), progressMs);
    try {
      const connected = await connect(parseTarget(this.#request.target));
      if (connected.openedByUs) this.#notice(openedNotice(connected));
      try {
        return await this.#measure(connected);
      } finally {
        if (connected.openedByUs) {
          closeInspector(connected.connection);
          // The program closes our connection with it; one in a native call does so when that returns.
          await Promise.race([connected.connection.closed, delay(farewellMs, undefined, unwatched)]);
        }
        await connected.connection.close();
      }
    } finally {
      clearInterval(ticker);
    }
  }

  async #measure(connected: Connected): Promise<RunOutcome> {
    const capture = await createCapture(aboutProgram(connected, this.#request), this.#request.outDir);
    const { manifest } = capture;
    const clockOffset = clockOffsetOf(connected);
    manifest.startMicros = monotonicMicros() + clockOffset;
    const measurement = new Measurement(connected, capture, manifest.startMicros, clockOffset);
    this.#measurement = measurement;

    const ending = await this.#span(connected, measurement);
    this.#enter('stopping');
    const answered = ending === 'asked' && (await inTime(measurement.endSpan()));
    const endMicros = monotonicMicros() + clockOffset;
    // A program that ends waits until we let go, and runs no code any more.
    if (ending !== 'asked') await connected.connection.close();
    const complete = ending !== 'asked' || (answered && (await inTime(measurement.detach())));
    const exit = exitOf(ending);
    await save(capture, measurement, {
      endMicros,
      exit,
      warnings: warningsOf(connected, measurement, ending, complete),
    });
    return { captureDir: capture.dir, exit };
  }

  /** Until the time is over, the user has had enough, or the program ends. */
  async #span({ connection }: Connected, measurement: Measurement): Promise<Ending> {
    const programEnds = new Promise<Ending>((resolve) => {
      connection.on('NodeRuntime.waitingForDisconnect', () => resolve('program-ends'));
      void connection.closed.then(() => resolve('gone'));
    });
    this.#enter('recording');
    const begun = (async () => {
      // Without it, a program that ends would wait for us until we let go by ourselves.
      await connection.post('NodeRuntime.notifyWhenWaitingForDisconnect', { enabled: true });
      await measurement.start();
    })();
    // What fails is told by the connection, which then ends. A program in a long native call begins late, or never.
    const over = Promise.race([begun.catch(() => undefined), this.#pause(beginMs)]).then(() =>
      this.#pause(this.#request.durationMs),
    );
    const ending = await Promise.race([programEnds, over.then((): Ending => 'asked')]);
    this.stop(); // Or the timer of a long span would keep us waiting for a program that is gone.
    return ending;
  }

  /** Ends early when it is time to stop. */
  async #pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal: this.#stop.signal }).catch(() => undefined);
  }

  #enter(stage: RunStage): void {
    this.#stage = stage;
    this.#report();
  }

  #notice(text: string): void {
    for (const listener of this.#noticeListeners) listener(text);
  }

  #report(): void {
    const progress = this.#progress();
    for (const listener of this.#progressListeners) listener(progress);
  }

  #progress(): Progress {
    const nothing = { cpuCores: 0, heapUsedBytes: 0, rssBytes: 0, samples: 0, threads: 0 };
    return { stage: this.#stage, elapsedMs: Date.now() - this.#startedMs, ...(this.#measurement?.live ?? nothing) };
  }
}

/** The program's clock less ours. */
function clockOffsetOf({ about, answeredAt, localPid }: Connected): number {
  const offset = about.now - answeredAt;
  return localPid !== null && Math.abs(offset) < sameClockMicros ? 0 : offset;
}

/** False when the program did not answer in time; what was measured until then is kept. */
const inTime = (work: Promise<void>): Promise<boolean> =>
  Promise.race([
    work.then(
      () => true,
      () => false,
    ),
    delay(finishMs, false, unwatched),
  ]);

/** The exit code of a process that somebody else has started is not ours to learn. */
function exitOf(ending: Ending): RunOutcome['exit'] {
  switch (ending) {
    case 'asked':
      return { code: null, signal: null, reason: 'stopped' };
    case 'program-ends':
      return { code: null, signal: null, reason: 'exited' };
    case 'gone':
      return { code: null, signal: null, reason: 'killed' };
  }
}

interface Result {
  endMicros: number;
  exit: RunOutcome['exit'];
  warnings: readonly string[];
}

async function save({ dir, manifest }: Capture, measurement: Measurement, result: Result): Promise<void> {
  try {
    await measurement.written();
    manifest.warnings.push(...result.warnings);
    Object.assign(manifest, { endMicros: result.endMicros, exit: result.exit });
    await writeManifest(dir, manifest);
  } catch (error) {
    throw writeFailure(dir, error);
  }
}
