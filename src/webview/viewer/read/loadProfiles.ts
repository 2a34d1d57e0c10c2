/** Reads a file in a worker; on the page itself where the page may not start one (a report opened from a file). */
import workerText from 'worker:./readerWorker.ts';
import type { FunctionRanges } from '../../../profiler/capture/format/functionRanges.ts';
import { readFile, type FileToRead, type ReadFile, type SurveyWish } from './readFile.ts';
import type { ProfileSource } from './readProfiles.ts';
import type { ReaderReply } from './readerWorker.ts';

/**
 * Bytes are moved, not copied, where they fill their buffer: they are empty afterwards. A file that cannot be read rejects with
 * a sentence for the user.
 * @param functionRanges of a capture of ours, so that inlined functions stand where they were called.
 */
export async function loadProfiles(
  source: ProfileSource,
  name: string,
  functionRanges: FunctionRanges = {},
  survey: SurveyWish = 'none',
): Promise<ReadFile> {
  const file = { source, name, functionRanges, survey };
  const worker = await startWorker();
  if (!worker) return readFile(file);
  try {
    return await ask(worker.instance, file);
  } finally {
    worker.instance.terminate();
    URL.revokeObjectURL(worker.url);
  }
}

interface StartedWorker {
  readonly instance: Worker;
  readonly url: string;
}

/** Null where workers are forbidden, which some browsers say at once and others by an event. */
function startWorker(): Promise<StartedWorker | null> {
  const url = URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }));
  return new Promise((resolve) => {
    const giveUp = () => {
      URL.revokeObjectURL(url);
      resolve(null);
    };
    try {
      const instance = new Worker(url);
      instance.onmessage = () => resolve({ instance, url });
      instance.onerror = (event) => {
        event.preventDefault();
        instance.terminate();
        giveUp();
      };
    } catch {
      giveUp();
    }
  });
}

function ask(worker: Worker, request: FileToRead): Promise<ReadFile> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ReaderReply>) => {
      if ('ok' in data) resolve(data.ok);
      else if ('error' in data) reject(new Error(data.error));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(event.message));
    };
    worker.postMessage(request, movable(request.source));
  });
}

/** A view on a part of a buffer is copied: what else the buffer holds is not ours to take. */
function movable(source: ProfileSource): Transferable[] {
  if (!(source instanceof Uint8Array) || source.byteLength !== source.buffer.byteLength) return [];
  return source.buffer instanceof ArrayBuffer ? [source.buffer] : [];
}
