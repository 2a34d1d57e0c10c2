/** Synchronous writing that leaves either the whole file or none, and event lines that several threads may append. */
import type { EventRecord } from '../capture/format/capture.ts';
import { bytesFrom, closeSync, join, mkdirSync, openSync, renameSync, stringify, writeSync } from './originals.ts';

/** Written beside its place and renamed: a reader never meets half a file under the final name. */
export function writeWhole(file: string, text: string): void {
  const fd = openSync(`${file}.tmp`, 'w');
  try {
    const bytes = bytesFrom(text);
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
  } finally {
    closeSync(fd);
  }
  renameSync(`${file}.tmp`, file);
}

export class EventLog {
  readonly #fd: number;
  constructor(captureDir: string, threadKey: string) {
    this.#fd = openSync(join(captureDir, `events.${threadKey}.jsonl`), 'a');
  }
  /** One write a record on an appending descriptor: lines of the watcher and of the thread itself never mix. */
  add(record: EventRecord): void {
    writeSync(this.#fd, `${stringify(record)}\n`);
  }
}

export const threadKey = (pid: number, threadId: number): string => `${pid}-${threadId}`;

export function createRawFolder(captureDir: string, key: string): string {
  const folder = join(captureDir, 'raw', key);
  mkdirSync(folder, { recursive: true });
  return folder;
}
