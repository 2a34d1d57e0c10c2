/** One form for the paths of a report and of an editor. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Node loads a program from behind its symbolic links; an editor shows it where the user opened it. */
export function fileKey(file: string): string {
  const plain = file.startsWith('file:') ? fileURLToPath(file) : file;
  // node: modules and evaluated code keep their names; no document has such a path.
  if (!path.isAbsolute(plain)) return plain;
  const real = realPathOf(plain);
  // Windows writes one drive as C: and c:.
  return process.platform === 'win32' ? real.toLowerCase() : real;
}

function realPathOf(file: string): string {
  try {
    return realpathSync.native(file);
  } catch {
    return file; // Deleted since the run.
  }
}
