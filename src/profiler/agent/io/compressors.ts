/** A compressor works piece by piece: each is an operation, asked for through the `write` of its native handle. */
import { followMethod } from './followMethod.ts';
import type { OpenOperations } from './openOperations.ts';
import type { OperationTable } from './operationTable.ts';

export interface CompressorHandle {
  write(...args: never[]): unknown;
}

export class Compressors {
  readonly #table: OperationTable;
  readonly #open: OpenOperations;

  constructor(table: OperationTable, open: OpenOperations) {
    this.#table = table;
    this.#open = open;
  }

  /** Told by the line that made it: pieces come from streams, in nobody's call. */
  created(id: number, handle: CompressorHandle, above: (...args: never[]) => unknown): void {
    const table = this.#table;
    const context = table.contextHere('zlib', above);
    followMethod(handle, 'write', () => {
      const weight = table.roomFor(table.sampler('zlib'));
      if (weight > 0) this.#open.set(id, table.beginTraced('zlib', weight, context));
    });
  }
}
