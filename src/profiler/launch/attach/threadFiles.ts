/** Where the records of one thread go, in the format that the agent writes. In order, one write at a time. */
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { eventsFile } from '../../capture/events.ts';
import type { EventRecord } from '../../capture/format/capture.ts';
import type { CpuProfile, HeapProfile } from '../../capture/format/profiles.ts';
import { rawFolder } from '../../capture/rawFiles.ts';

export class ThreadFiles {
  readonly #dir: string;
  readonly #id: string;
  #writes: Promise<void>;
  #failure: unknown = null;
  #windows = 0;
  #checkpoints = 0;

  constructor(dir: string, id: string) {
    this.#dir = dir;
    this.#id = id;
    this.#writes = mkdir(this.#rawDir, { recursive: true }).then(() => undefined);
  }

  add(...records: readonly EventRecord[]): void {
    const lines = records.map((record) => `${JSON.stringify(record)}\n`).join('');
    this.#queue(() => appendFile(path.join(this.#dir, eventsFile.nameOf(this.#id)), lines));
  }

  addWindow(profile: CpuProfile): void {
    this.#queueWhole(`cpu-${this.#windows++}.json`, profile);
  }

  /** The list of samples stays out: it grows without bound. */
  addHeap(atMicros: number, { head }: HeapProfile): void {
    this.#queueWhole(`heap-${this.#checkpoints++}.json`, { atMicros, head });
  }

  /** Settles when all is on disk. Rejects when something could not be written. */
  async written(): Promise<void> {
    await this.#writes;
    if (this.#failure !== null) throw this.#failure;
  }

  get #rawDir(): string {
    return path.join(this.#dir, rawFolder, this.#id);
  }

  #queueWhole(name: string, value: unknown): void {
    const file = path.join(this.#rawDir, name);
    const text = JSON.stringify(value);
    this.#queue(async () => {
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    });
  }

  #queue(write: () => Promise<void>): void {
    this.#writes = this.#writes.then(write).catch((error: unknown) => {
      this.#failure ??= error;
    });
  }
}
