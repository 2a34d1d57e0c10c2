/** The worker threads of the program, through the NodeWorker domain of its main thread: those there are, and new ones. */
import type { RecordingOptions, ThreadStarted } from '../../capture/format/capture.ts';
import { CdpChannel, type CdpSession } from './cdpConnection.ts';
import { Probe } from './probe.ts';
import type { ThreadFiles } from './threadFiles.ts';
import { ThreadRecording } from './threadRecording.ts';

export interface WorkersOptions {
  readonly recording: RecordingOptions;
  readonly files: (id: string) => ThreadFiles;
  onStarted(thread: ThreadStarted): void;
  onFailure(text: string): void;
}

interface Attached {
  sessionId: string;
  workerInfo: { title: string };
}

export class Workers {
  readonly #session: CdpSession;
  readonly #options: WorkersOptions;
  readonly #channels = new Map<string, CdpChannel>();
  readonly #recordings = new Map<string, ThreadRecording>();
  #samplesOfEnded = 0;

  constructor(session: CdpSession, options: WorkersOptions) {
    this.#session = session;
    this.#options = options;
    session.on<Attached>('NodeWorker.attachedToWorker', (worker) => void this.#attach(worker));
    session.on<{ sessionId: string }>('NodeWorker.detachedFromWorker', ({ sessionId }) => this.#detach(sessionId));
    session.on<{ sessionId: string; message: string }>(
      'NodeWorker.receivedMessageFromWorker',
      ({ sessionId, message }) => this.#channels.get(sessionId)?.receive(message),
    );
  }

  async start(): Promise<void> {
    await this.#session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
  }

  get recordings(): readonly ThreadRecording[] {
    return [...this.#recordings.values()];
  }

  get samples(): number {
    return this.recordings.reduce((sum, { samples }) => sum + samples, this.#samplesOfEnded);
  }

  async end(): Promise<void> {
    await this.#session.post('NodeWorker.disable');
  }

  async #attach({ sessionId, workerInfo }: Attached): Promise<void> {
    const channel = new CdpChannel((message) => {
      // A worker that has ended answers nothing; its channel is ended with the notice of it.
      this.#session.post('NodeWorker.sendMessageToWorker', { sessionId, message }).catch(() => undefined);
    });
    this.#channels.set(sessionId, channel);
    try {
      const probe = await Probe.install(channel);
      const { now, pid, threadId, osThreadId, version, countsCoverage } = await probe.about();
      const started: ThreadStarted = {
        k: 'thread',
        t: now,
        pid,
        threadId,
        kind: 'worker',
        name: nameOf(workerInfo.title, threadId),
        parentPid: pid,
        parentThreadId: 0,
        osThreadId,
        nodeVersion: `v${version}`,
      };
      const files = this.#options.files(`${pid}-${threadId}`);
      const recording = new ThreadRecording(
        { session: channel, probe, files, started, countsCoverage },
        this.#options.recording,
      );
      this.#options.onStarted(started);
      await recording.start();
      if (this.#channels.has(sessionId)) this.#recordings.set(sessionId, recording);
    } catch (error) {
      // One that ends while we look at it is no loss worth a word.
      if (this.#channels.has(sessionId))
        this.#options.onFailure(`${workerInfo.title} could not be recorded: ${(error as Error).message}`);
    }
  }

  #detach(sessionId: string): void {
    this.#samplesOfEnded += this.#recordings.get(sessionId)?.samples ?? 0;
    this.#recordings.delete(sessionId);
    this.#channels.get(sessionId)?.end();
    this.#channels.delete(sessionId);
  }
}

/** "[worker 3]", with a name behind it on newer versions: "WorkerThread" unless the program gave one. */
function nameOf(title: string, threadId: number): string {
  const own = /^\[worker \d+\]\s*(.*)$/.exec(title)?.[1] ?? '';
  return own === '' || own === 'WorkerThread' ? `worker ${threadId}` : own;
}
