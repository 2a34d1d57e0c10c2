/** Where the build put what runs in processes of the user's Node binary. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { agentMissing } from '../errors.ts';

/** Beside the bundle that we are part of; for the sources themselves, in dist/ further up. Throws a UserError. */
export function bundledFile(name: string): string {
  for (let folder = __dirname; ; folder = path.dirname(folder)) {
    for (const candidate of [path.join(folder, name), path.join(folder, 'dist', name)]) {
      if (existsSync(candidate)) return candidate;
    }
    if (folder === path.dirname(folder)) throw agentMissing(path.join(__dirname, name));
  }
}
