/**
 * Waiting for workers: from a message to a worker until one comes back. The oldest that waits is answered first, which is
 * how pools work; a message that nobody answers is dropped with its worker.
 */
import { getOwnPropertySymbols, WorkerPrototype } from '../originals.ts';
import { replaceMethod } from '../replaceMethod.ts';
import type { Operation } from './operationLog.ts';
import type { OperationTable } from './operationTable.ts';

/** Messages to one worker that wait for an answer; a worker that never answers would collect them without end. */
const mostWaiting = 1_000;

export class WorkerMessages {
  readonly #table: OperationTable;
  /** Ids of message ports, by port. */
  readonly #ids = new WeakMap<object, number>();
  readonly #waiting = new Map<number, { worker: object; queue: Operation[] }>();

  constructor(table: OperationTable) {
    this.#table = table;
  }

  listen(): void {
    replaceMethod(WorkerPrototype, 'postMessage', (_original, worker) => {
      try {
        this.#posted(worker as object);
      } catch {
        // The message goes its way all the same.
      }
    });
  }

  portCreated(id: number, port: object): void {
    this.#ids.set(port, id);
  }

  get areWaiting(): boolean {
    for (const { queue } of this.#waiting.values()) if (queue.length > 0) return true;
    return false;
  }

  answers(id: number): Operation | null {
    return this.#waiting.size === 0 ? null : (this.#waiting.get(id)?.queue.shift() ?? null);
  }

  #posted(worker: object): void {
    const symbol = getOwnPropertySymbols(worker).find(({ description }) => description === 'kPublicPort');
    const port = symbol && (worker as Record<symbol, object | null>)[symbol];
    const id = port ? this.#ids.get(port) : undefined;
    if (id === undefined) return;
    let entry = this.#waiting.get(id);
    if (!entry) this.#waiting.set(id, (entry = { worker, queue: [] }));
    if (entry.queue.length >= mostWaiting) return;
    const operation = this.#table.begin('worker', WorkerPrototype.postMessage);
    if (operation) entry.queue.push(operation);
  }

  dropGone(): void {
    for (const [id, { worker, queue }] of this.#waiting) {
      if ((worker as { threadId: number }).threadId >= 0) continue;
      for (const operation of queue) this.#table.forget(operation);
      this.#waiting.delete(id);
    }
  }
}
