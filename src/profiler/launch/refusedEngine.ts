/** What the agent leaves when the engine that was asked for cannot be had: the program has not run then. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { rawFolder } from '../capture/rawFiles.ts';
import { engineUnavailable, type UserError } from '../errors.ts';

/** Null when the engine of that process was there. */
export async function refusedEngine(captureDir: string, pid: number): Promise<UserError | null> {
  try {
    const text = await readFile(path.join(captureDir, rawFolder, `${pid}-0`, 'failed.json'), 'utf8');
    return engineUnavailable((JSON.parse(text) as { message: string }).message);
  } catch {
    return null;
  }
}
