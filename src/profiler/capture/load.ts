/** Reads a capture folder into memory. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readEvents } from './events.ts';
import { finaliseCapture } from './finalise.ts';
import type { AwaitSequence } from './format/awaitSequences.ts';
import type { CallCount, ThreadEntry } from './format/capture.ts';
import { isCpuProfile, isHeapProfile } from './format/checkProfile.ts';
import type { LoadedCapture, LoadedThread } from './format/loaded.ts';
import {
  awaitSequencesFile,
  independentAwaitsFile,
  queueAwaitsFile,
  readFunctionRanges,
  undecidedAwaitsFile,
} from './readFunctionRanges.ts';
import { sourceMapsFile } from './sources.ts';

export const callCountsFile = 'call-counts.json';

/**
 * Reads a capture, finishing it first when its recording was cut off. A part that is missing or damaged is left out and
 * named in the warnings. Rejects with a UserError when the folder is no capture.
 */
export async function loadCapture(dir: string): Promise<LoadedCapture> {
  const manifest = await finaliseCapture(dir);
  const warnings = [...manifest.warnings];
  const parts = new Parts(dir, warnings);
  const threads: LoadedThread[] = [];
  for (const entry of manifest.threads) threads.push(await parts.thread(entry));
  return {
    manifest: { ...manifest, warnings },
    threads,
    sourceMaps: (await parts.optional(sourceMapsFile, isRecord)) ?? {},
    functionRanges: await readFunctionRanges(dir),
    independentAwaits: (await parts.optional(independentAwaitsFile, isLineLists)) ?? {},
    undecidedAwaits: (await parts.optional(undecidedAwaitsFile, isLineLists)) ?? {},
    queueAwaits: (await parts.optional(queueAwaitsFile, isLineLists)) ?? {},
    awaitSequences: (await parts.optional(awaitSequencesFile, areSequences)) ?? {},
    callCounts: await parts.optional(callCountsFile, isCallCounts),
  };
}

class Parts {
  readonly #dir: string;
  readonly #warnings: string[];

  constructor(dir: string, warnings: string[]) {
    this.#dir = dir;
    this.#warnings = warnings;
  }

  async thread(entry: ThreadEntry): Promise<LoadedThread> {
    const cpuProfile = entry.cpuProfile === null ? null : await this.#required(entry.cpuProfile, isCpuProfile);
    const heapProfiles: LoadedThread['heapProfiles'][number][] = [];
    for (const { atMicros, file } of entry.heapProfiles) {
      const profile = await this.#required(file, isHeapProfile);
      if (profile) heapProfiles.push({ atMicros, profile });
    }
    return { entry, cpuProfile, heapProfiles, events: await readEvents(this.#dir, entry.id) };
  }

  async optional<T>(file: string, check: (value: unknown) => value is T): Promise<T | null> {
    try {
      const value: unknown = JSON.parse(await readFile(path.join(this.#dir, file), 'utf8'));
      return check(value) ? value : null;
    } catch {
      return null;
    }
  }

  async #required<T>(file: string, check: (value: unknown) => value is T): Promise<T | null> {
    // Names come from a file that anybody may have written; they must not lead out of the folder.
    const part = path.basename(file) === file ? await this.optional(file, check) : null;
    if (part === null) this.#warnings.push(`${file} is missing or is not a profile, so it is left out.`);
    return part;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isLineLists(value: unknown): value is Record<string, number[]> {
  return isRecord(value) && Object.values(value).every((lines) => Array.isArray(lines));
}

function areSequences(value: unknown): value is Record<string, AwaitSequence[]> {
  const isStep = (step: unknown) => isRecord(step) && typeof step.from === 'number' && Array.isArray(step.needs);
  return (
    isRecord(value) &&
    Object.values(value).every(
      (list) =>
        Array.isArray(list) &&
        list.every((one) => isRecord(one) && Array.isArray(one.steps) && one.steps.every(isStep)),
    )
  );
}

function isCallCounts(value: unknown): value is CallCount[] {
  return Array.isArray(value) && value.every((count) => isRecord(count) && typeof count.count === 'number');
}
