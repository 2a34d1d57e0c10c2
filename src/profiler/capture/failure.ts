/** Turns a failed file operation into the sentence that fits it. */
import { diskFull, folderNotWritable, UserError } from '../errors.ts';

// ENOSPC: no space; EDQUOT: the user's share of it is used up.
const fullDisk = new Set(['ENOSPC', 'EDQUOT']);

export function writeFailure(dir: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  return fullDisk.has(code) ? diskFull(dir) : folderNotWritable(dir, code);
}
