/** Builds the model in a worker; on the page itself where the page may not start one (a report opened from a file). */
import workerText from 'worker:./profileWorker.ts';
import { buildFlameModel, type FlameModel } from './flameModel.ts';
import type { ProfileWorkerReply } from './profileWorker.ts';
import { readCpuProfile, type ProfileSource } from './readCpuProfile.ts';

/** A profile that cannot be read rejects with a sentence for the user. */
export async function loadFlame(source: ProfileSource): Promise<FlameModel> {
  const worker = startWorker();
  if (!worker) return buildFlameModel(readCpuProfile(source));
  try {
    return await askWorker(worker.instance, source);
  } catch (error) {
    if (error instanceof WorkerUnavailable) return buildFlameModel(readCpuProfile(source));
    throw error;
  } finally {
    worker.instance.terminate();
    URL.revokeObjectURL(worker.url);
  }
}

class WorkerUnavailable extends Error {}

function startWorker(): { instance: Worker; url: string } | null {
  const url = URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' }));
  try {
    return { instance: new Worker(url), url };
  } catch {
    URL.revokeObjectURL(url);
    return null;
  }
}

function askWorker(worker: Worker, source: ProfileSource): Promise<FlameModel> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<ProfileWorkerReply>) => {
      if ('ok' in data) resolve(data.ok);
      else reject(new Error(data.error));
    };
    // The script itself could not be loaded or threw outside its handler.
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new WorkerUnavailable(event.message));
    };
    // Copied, not moved: the bytes are needed again when the worker turns out to be forbidden.
    worker.postMessage(source);
  });
}
