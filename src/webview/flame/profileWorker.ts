/** Runs in a blob worker of the page: bytes of a profile in, the drawn model out, buffers moved both ways. */
import { buildFlameModel, transferables, type FlameModel } from './flameModel.ts';
import { readCpuProfile, type ProfileSource } from './readCpuProfile.ts';

export type ProfileWorkerReply = { readonly ok: FlameModel } | { readonly error: string };

interface WorkerScope {
  onmessage: ((event: MessageEvent<ProfileSource>) => void) | null;
  postMessage(message: ProfileWorkerReply, transfer?: Transferable[]): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = (event) => {
  try {
    const model = buildFlameModel(readCpuProfile(event.data));
    scope.postMessage({ ok: model }, transferables(model));
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
