/** Profiles on their way into a page: at most one a file, none once the page is gone. */
import type * as vscode from 'vscode';
import type { ToPanel } from '../../webview/protocol.ts';
import type { Log } from '../log.ts';
import { profilePieces } from './profilePieces.ts';

/** Pieces that the page has not got yet: reading, the wire and the page work at the same time, and no more lies in memory. */
const mostTravelling = 4;

/** False: the page has gone. Never rejects. */
export type Send = (message: ToPanel) => Thenable<boolean>;

export class Transfers {
  readonly #send: Send;
  readonly #log: Log;
  readonly #underWay = new Map<string, AbortController>();

  constructor(send: Send, log: Log) {
    this.#send = send;
    this.#log = log;
  }

  /** Never rejects: the page is told. A second request for a file replaces the first. */
  async start(fileId: string, file: vscode.Uri): Promise<void> {
    this.#underWay.get(fileId)?.abort();
    const transfer = new AbortController();
    this.#underWay.set(fileId, transfer);
    try {
      await this.#sendPieces(fileId, file, transfer.signal);
    } catch (error) {
      this.#log.warn(String(error));
      const message = error instanceof Error ? error.message : String(error);
      if (!transfer.signal.aborted) await this.#send({ type: 'profileFailed', fileId, message });
    } finally {
      if (this.#underWay.get(fileId) === transfer) this.#underWay.delete(fileId);
    }
  }

  cancelAll(): void {
    for (const transfer of this.#underWay.values()) transfer.abort();
    this.#underWay.clear();
  }

  async #sendPieces(fileId: string, file: vscode.Uri, signal: AbortSignal): Promise<void> {
    const travelling: Thenable<boolean>[] = [];
    for await (const { offset, totalBytes, bytes } of profilePieces(file)) {
      if (travelling.length === mostTravelling && !(await travelling.shift())) return;
      if (signal.aborted) return;
      travelling.push(this.#send({ type: 'profileChunk', fileId, offset, totalBytes, bytes }));
    }
    await Promise.all(travelling);
  }
}
