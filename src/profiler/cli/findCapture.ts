import { stat } from 'node:fs/promises';
import path from 'node:path';
import { listCaptures } from '../capture/list.ts';
import { manifestFile } from '../capture/manifest.ts';

/** The folder itself, its capture.json, or a folder of captures, of which the newest is meant. */
export async function findCapture(named: string): Promise<string> {
  if (path.basename(named) === manifestFile) return path.dirname(named);
  if (await stat(path.join(named, manifestFile)).catch(() => null)) return named;
  const [newest] = await listCaptures(named);
  return newest?.dir ?? named;
}
