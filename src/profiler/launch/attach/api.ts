/** What the command line and the extension ask of attaching. `attach.ts` implements it. */
import type { HeapMode } from '../../report.ts';
import type { Progress, RunOutcome } from '../api.ts';

/** Long enough for a verdict and two heap checkpoints, short enough to wait for. */
export const defaultAttachSeconds = 10;

export interface AttachRequest {
  /** A process id, or the address of an inspector (HOST:PORT). */
  target: string;
  durationMs: number;
  /** Folder to create the capture in; default: the per-user state folder. */
  outDir?: string | undefined;
  cpuIntervalMicros?: number;
  heapMode?: HeapMode;
  heapIntervalBytes?: number;
}

export interface Attachment {
  /** Ends the measuring early and keeps what was measured; the program goes on. Harmless twice. */
  stop(): void;
  onProgress(listener: (progress: Progress) => void): void;
  /** Something that happens to the program because of us, in a sentence. */
  onNotice(listener: (text: string) => void): void;
  /** Settles when the capture is on disk and the program is as it was. Rejects with a UserError when attaching failed. */
  readonly finished: Promise<RunOutcome>;
}
