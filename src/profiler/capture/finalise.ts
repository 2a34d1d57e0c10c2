/** Turns what the agents wrote while the program ran into the standard files of a finished capture. */
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { captureInProgress } from '../errors.ts';
import { eventsFile } from './events.ts';
import { writeFailure } from './failure.ts';
import { finishThread, type FinishedThread } from './finishThread.ts';
import type { Manifest, ThreadEntry } from './format/capture.ts';
import { collectStructure, writeStructure } from './functionRanges.ts';
import { readManifest, writeManifest } from './manifest.ts';
import { countingFolder, rawFolder } from './rawFiles.ts';
import { collectSourceMaps, hashSources, isUserScript, writeSourceMaps } from './sources.ts';

/**
 * Finishes a capture: merges windows, names threads, collects source maps, removes what was temporary. Harmless on a
 * finished one. A capture that was cut off mid-write keeps all that can be read. Rejects with a UserError.
 */
export async function finaliseCapture(dir: string): Promise<Manifest> {
  const manifest = await readManifest(dir);
  if (manifest.state === 'complete') return manifest;
  if (await isBeingRecorded(dir, manifest)) throw captureInProgress(dir);
  try {
    return await finish(dir, manifest);
  } catch (error) {
    throw writeFailure(dir, error);
  }
}

async function finish(dir: string, recorded: Manifest): Promise<Manifest> {
  const threads: FinishedThread[] = [];
  // One after the other: a thread's profile may take hundreds of megabytes while it is merged.
  for (const id of await threadIds(dir)) threads.push(await finishThread(dir, id));
  const maps = await collectSourceMaps(threads.flatMap(({ scripts }) => scripts));
  await writeSourceMaps(dir, maps);
  await writeStructure(dir, await collectStructure(Object.keys(maps).filter(isUserScript)));
  const entries = inOrder(threads.map(({ entry }) => entry));
  const manifest: Manifest = {
    ...recorded,
    ...endOf(recorded, entries),
    state: 'complete',
    threads: entries,
    sources: await hashSources(maps),
    warnings: distinct([
      ...recorded.warnings,
      ...warningsOf(recorded, entries),
      ...threads.flatMap((one) => one.warnings),
    ]),
  };
  delete manifest.recorderPid;
  await writeManifest(dir, manifest);
  // Last, so that a finalise that is cut off itself can be repeated.
  for (const folder of [rawFolder, countingFolder]) await rm(path.join(dir, folder), { recursive: true, force: true });
  return manifest;
}

/** A thread has events, raw data, or both, depending on when it was cut off. */
async function threadIds(dir: string): Promise<string[]> {
  const ofRaw = await readdir(path.join(dir, rawFolder)).catch(() => []);
  const ofEvents = (await readdir(dir)).map((file) => eventsFile.idOf(file));
  const ids = [...ofRaw, ...ofEvents].filter((id): id is string => id !== null && /^\d+-\d+$/.test(id));
  return distinct(ids);
}

/** The program's own main thread first, then by birth. */
function inOrder(entries: readonly ThreadEntry[]): ThreadEntry[] {
  const rank = ({ kind }: ThreadEntry) => (kind === 'main' ? 0 : 1);
  return [...entries].sort((one, other) => rank(one) - rank(other) || one.startMicros - other.startMicros);
}

function endOf(recorded: Manifest, threads: readonly ThreadEntry[]): Pick<Manifest, 'endMicros' | 'exit'> {
  const lastSeen = threads.reduce((last, { endMicros }) => Math.max(last, endMicros ?? 0), recorded.startMicros);
  return {
    endMicros: recorded.endMicros ?? lastSeen,
    exit: recorded.exit ?? { code: null, signal: null, reason: 'killed' },
  };
}

function warningsOf(recorded: Manifest, threads: readonly ThreadEntry[]): string[] {
  const warnings: string[] = [];
  if (recorded.exit === null) {
    warnings.push(
      'The recording was cut off, so it is not known how the program ended; the last second may be missing.',
    );
  }
  // The launcher may have said why.
  if (threads.length === 0 && recorded.warnings.length === 0) {
    warnings.push(
      'Nothing was recorded: the program ended before recording could begin, or did not load the recorder.',
    );
  }
  return warnings;
}

/** Recorders write several times a second; a longer silence means that this one is gone, even if its id is in use. */
const silenceMs = 5000;

async function isBeingRecorded(dir: string, manifest: Manifest): Promise<boolean> {
  if (manifest.endMicros !== null || manifest.recorderPid === undefined || !isAlive(manifest.recorderPid)) return false;
  const files = (await readdir(dir)).map((file) => path.join(dir, file));
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return Date.now() - Math.max(...times) < silenceMs;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
