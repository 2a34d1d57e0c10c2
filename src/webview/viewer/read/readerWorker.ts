/** Runs in a blob worker of the page: a file in, its threads out, buffers moved both ways. */
import { releaseBuffer } from '../../flame/releaseBuffer.ts';
import { readFile, type FileToRead, type ReadFile } from './readFile.ts';
import { transferables } from './transferables.ts';

/** `ready` once, before anything else: from then on bytes may be moved here without being lost. */
export type ReaderReply = { readonly ready: true } | { readonly ok: ReadFile } | { readonly error: string };

interface WorkerScope {
  onmessage: ((event: MessageEvent<FileToRead>) => void) | null;
  postMessage(message: ReaderReply, transfer?: Transferable[]): void;
}
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const { source } = data;
  try {
    const read = readFile(data);
    // A worker that is told to end keeps its memory a while, and the page builds on what was read.
    if (source instanceof Uint8Array) releaseBuffer(source);
    scope.postMessage({ ok: read }, transferables(read));
  } catch (error) {
    scope.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
};
scope.postMessage({ ready: true });
