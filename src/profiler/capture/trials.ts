/** trials/<id>.json in a capture: what trials of its functions measured. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { writeFailure } from './failure.ts';
import { readJson, writeJson } from './jsonFile.ts';
import { machineKey, thisMachine } from './machine.ts';
import type { TrialResult } from '../trialResult.ts';

export const trialsFolder = 'trials';

/** The file holds a plain TrialResult with one field more: only trials of this very machine teach its predictions. */
export interface StoredTrial extends TrialResult {
  readonly machine?: string;
}

/** Stores a trial with a capture; one with the same id is replaced. Rejects with a UserError where it cannot be written. */
export async function writeTrial(captureDir: string, trial: TrialResult): Promise<void> {
  if (!isFileName(trial.id)) throw new Error(`A trial's id names a file: ${trial.id}`);
  const stored: StoredTrial = { ...trial, machine: machineKey(thisMachine()) };
  try {
    await writeJson(path.join(captureDir, trialsFolder, `${trial.id}.json`), stored);
  } catch (error) {
    throw writeFailure(captureDir, error);
  }
}

/** Newest first; what is no trial, or one of a newer version, is left out. */
export async function readTrials(captureDir: string): Promise<StoredTrial[]> {
  const folder = path.join(captureDir, trialsFolder);
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.json'));
  const found = await Promise.all(files.map((file) => readTrial(path.join(folder, file))));
  return found
    .filter((trial) => trial !== null)
    .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt));
}

const isFileName = (id: string): boolean => /^[\w-][\w.-]*$/.test(id);

async function readTrial(file: string): Promise<StoredTrial | null> {
  const trial = (await readJson(file)) as StoredTrial | null;
  return typeof trial === 'object' && trial !== null && isTrial(trial) ? trial : null;
}

/** What everything that reads trials relies on; the rest is read with care where it is read. */
const isTrial = (trial: StoredTrial): boolean =>
  trial.schemaVersion === 1 &&
  typeof trial.id === 'string' &&
  typeof trial.function?.name === 'string' &&
  Number.isFinite(Date.parse(trial.startedAt)) &&
  Array.isArray(trial.variants) &&
  Array.isArray(trial.refused) &&
  Array.isArray(trial.warnings) &&
  trial.variants.every((variant) => typeof variant?.model === 'string' && Number.isFinite(variant.speedup?.expected));
