/** events.<pid>-<tid>.jsonl: what a process wrote until it ended, however it ended. */
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EventRecord } from './format/capture.ts';

export const eventsFile = {
  nameOf: (id: string) => `events.${id}.jsonl`,
  idOf: (file: string) => /^events\.(\d+-\d+)\.jsonl$/.exec(file)?.[1] ?? null,
};

/** No file is no records; a torn line is left out. */
export async function readEvents(dir: string, id: string): Promise<EventRecord[]> {
  const text = await readFile(path.join(dir, eventsFile.nameOf(id)), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => parse(line) ?? []);
}

/** Adds what only the launcher knows. A capture that cannot take it (a full disk) stays as it is. */
export async function addEvent(dir: string, id: string, record: EventRecord): Promise<void> {
  // A line of its own, also behind one that was cut off.
  await appendFile(path.join(dir, eventsFile.nameOf(id)), `\n${JSON.stringify(record)}\n`).catch(() => undefined);
}

function parse(line: string): EventRecord | null {
  if (line === '') return null;
  try {
    const record = JSON.parse(line) as EventRecord | null;
    return typeof record === 'object' && record !== null && typeof record.k === 'string' ? record : null;
  } catch {
    return null;
  }
}
