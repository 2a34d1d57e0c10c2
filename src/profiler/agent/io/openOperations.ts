/** Operations that wait for the callback of their resource, by its async id. */
import type { Operation } from './operationLog.ts';

export class OpenOperations {
  readonly #byId = new Map<number, Operation>();
  /** Those whose end nothing but the callback tells; a timer shows by itself that it has fired. */
  #awaited = 0;

  get areAwaited(): boolean {
    return this.#awaited > 0;
  }

  get(id: number): Operation | undefined {
    return this.#byId.get(id);
  }

  set(id: number, operation: Operation): void {
    this.delete(id);
    this.#byId.set(id, operation);
    if (operation.kind !== 'timer') this.#awaited++;
  }

  delete(id: number): boolean {
    const operation = this.#byId.get(id);
    if (operation === undefined) return false;
    if (operation.kind !== 'timer') this.#awaited--;
    return this.#byId.delete(id);
  }

  entries(): IterableIterator<[number, Operation]> {
    return this.#byId.entries();
  }
}
