/** Runs in a blob worker of the page: a file in, its threads out, buffers moved both ways. */
import type { FunctionRanges } from '../../../profiler/capture/format/functionRanges.ts';
import { readProfiles, type LoadedProfiles, type ProfileSource } from './readProfiles.ts';
import { releaseBuffer } from '../../flame/releaseBuffer.ts';
import { transferables } from './transferables.ts';

export interface ReaderRequest {
  readonly source: ProfileSource;
  readonly name: string;
  readonly functionRanges: FunctionRanges;
}

/** `ready` once, before anything else: from then on bytes may be moved here without being lost. */
export type ReaderReply = { readonly ready: true } | { readonly ok: LoadedProfiles } | { readonly error: string };

interface WorkerScope {
  onmessage: ((event: MessageEvent<ReaderRequest>) => void) | null;
  postMessage(message: ReaderReply, transfer?: Transferable[]): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data: { source, name, functionRanges } }) => {
  try {
    const loaded = readProfiles(source, name, functionRanges);
    // A worker that is told to end keeps its memory a while, and the page builds on what was read.
    if (source instanceof Uint8Array) releaseBuffer(source);
    scope.postMessage({ ok: loaded }, transferables(loaded));
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
scope.postMessage({ ready: true });
