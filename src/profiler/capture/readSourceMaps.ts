/** The source maps of a finished capture, by url of the script that ran. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { sourceMapsFile } from './sources.ts';

/** Empty when the capture has none: positions are then those of what ran. */
export async function readSourceMaps(captureDir: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const value: unknown = JSON.parse(await readFile(path.join(captureDir, sourceMapsFile), 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
