/** Files on their way from the editor: pieces are put where they belong in one buffer of the whole, never joined. */
import type { FromPanel, ToPanel } from '../../protocol.ts';
import type { Progress } from '../states.ts';

export interface FileTransfers {
  /** Rejects with a sentence for the user. A second request for a file begins anew. */
  request(fileId: string, progressed: (progress: Progress) => void): Promise<Uint8Array>;
  /** True when the message belonged to a transfer. */
  receive(message: ToPanel): boolean;
}

interface Transfer {
  bytes: Uint8Array | null;
  /** Pieces come in order. */
  filled: number;
  readonly progressed: (progress: Progress) => void;
  readonly done: (bytes: Uint8Array) => void;
  readonly failed: (error: Error) => void;
}

export function createFileTransfers(send: (message: FromPanel) => void): FileTransfers {
  const underWay = new Map<string, Transfer>();
  const end = (fileId: string): Transfer | undefined => {
    const transfer = underWay.get(fileId);
    underWay.delete(fileId);
    return transfer;
  };
  const add = ({ fileId, offset, totalBytes, bytes }: Extract<ToPanel, { type: 'profileChunk' }>) => {
    const transfer = underWay.get(fileId);
    if (!transfer) return;
    try {
      transfer.bytes ??= new Uint8Array(totalBytes);
    } catch {
      end(fileId)?.failed(new Error('There is not enough memory for a file of this size.'));
      return;
    }
    // Of a transfer that was begun before this one.
    if (offset !== transfer.filled) return;
    transfer.bytes.set(bytes, offset);
    transfer.filled += bytes.length;
    transfer.progressed({ doneBytes: transfer.filled, totalBytes });
    if (transfer.filled >= totalBytes) end(fileId)?.done(transfer.bytes);
  };
  return {
    request: (fileId, progressed) =>
      new Promise((done, failed) => {
        underWay.set(fileId, { bytes: null, filled: 0, progressed, done, failed });
        send({ type: 'requestProfile', fileId });
      }),
    receive: (message) => {
      switch (message.type) {
        case 'profileChunk':
          add(message);
          return true;
        case 'profileFailed':
          end(message.fileId)?.failed(new Error(message.message));
          return true;
        default:
          return false;
      }
    },
  };
}
