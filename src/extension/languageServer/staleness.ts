/** Numbers hold for the text that was measured, and for no other. */
import { createHash } from 'node:crypto';

/** VS Code keeps a byte order mark to itself; the run hashed the file with it. */
const byteOrderMark = '\ufeff';

/** Without a hash nobody can tell, and numbers on the wrong line are worse than none. */
export function isMeasuredText(text: string, sha256: string | null): boolean {
  if (sha256 === null) return false;
  return hashOf(text) === sha256 || hashOf(byteOrderMark + text) === sha256;
}

const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');
