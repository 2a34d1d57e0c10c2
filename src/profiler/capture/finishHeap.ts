/** Heap checkpoints: the first, the last and some between become standard .heapprofile files. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ThreadEntry } from './format/capture.ts';
import { isHeapProfile } from './format/checkProfile.ts';
import type { HeapProfile, HeapProfileNode } from './format/profiles.ts';
import { monotonicMicros } from './create.ts';
import { numbered } from './rawFiles.ts';

/** Growth needs two; a few between let a reader see when it happened, at some hundred kilobytes each. */
const keptAtMost = 6;

interface Checkpoint {
  readonly atMicros: number;
  readonly profile: HeapProfile;
}

export interface FinishedHeap {
  readonly kept: ThreadEntry['heapProfiles'];
  readonly last: HeapProfileNode | null;
}

export async function finishHeap(dir: string, id: string, rawFiles: readonly string[]): Promise<FinishedHeap> {
  const files = numbered(rawFiles, 'heap').map((file) => path.join(dir, 'raw', id, file));
  const checkpoints = await chosen(files);
  const kept = await Promise.all(
    checkpoints.map(async ({ atMicros, profile }, index) => {
      const isLast = index === checkpoints.length - 1;
      const file = isLast ? `Heap.${id}.heapprofile` : `Heap.${id}.${index + 1}.heapprofile`;
      await writeFile(path.join(dir, file), JSON.stringify(profile));
      return { atMicros, file };
    }),
  );
  return { kept, last: checkpoints.at(-1)?.profile.head ?? null };
}

/** Evenly spread over the readable ones; the newest may be torn. */
async function chosen(files: readonly string[]): Promise<Checkpoint[]> {
  const readable = [...files];
  let last: Checkpoint | null = null;
  while (last === null && readable.length > 0) last = await readCheckpoint(readable.pop()!);
  if (last === null) return [];
  const before = spread(readable, keptAtMost - 1);
  const others = await Promise.all(before.map(readCheckpoint));
  return [...others.filter((checkpoint) => checkpoint !== null), last];
}

export function spread<T>(values: readonly T[], count: number): T[] {
  if (values.length <= count) return [...values];
  return Array.from({ length: count }, (_, index) => values[Math.floor((index * values.length) / count)]!);
}

async function readCheckpoint(file: string): Promise<Checkpoint | null> {
  try {
    const found = JSON.parse(await readFile(file, 'utf8')) as Partial<Checkpoint>;
    const profile = found.profile ?? found;
    if (!isHeapProfile(profile)) return null;
    return {
      atMicros: found.atMicros ?? (await writtenAt(file)),
      profile: { head: profile.head, ...samplesOf(profile) },
    };
  } catch {
    return null;
  }
}

const samplesOf = ({ samples }: HeapProfile) => (samples ? { samples } : {});

/** The monotonic time at which a file was written, from its age by the wall clock. */
async function writtenAt(file: string): Promise<number> {
  const ageMs = Date.now() - (await stat(file)).mtimeMs;
  return monotonicMicros() - Math.round(ageMs * 1000);
}
