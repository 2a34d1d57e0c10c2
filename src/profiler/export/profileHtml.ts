/** A page with profile files that belong to no capture. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { inThreadOrder, threadOfName } from '../capture/format/profileNames.ts';
import { profileTooLarge, profileUnreadable } from '../errors.ts';
import { embedProfiles } from './embeddedProfile.ts';
import { writePage } from './html.ts';

/** Gives the path. Rejects with a UserError: of a page of its own, a profile cannot be left out. */
export async function writeProfileHtml(profiles: readonly string[], target: string): Promise<string> {
  const described = await Promise.all(profiles.map(describe));
  const files = inThreadOrder(described);
  const { embedded, tooLarge } = await embedProfiles(files.map(({ id, name, path: file }) => ({ id, name, file })));
  for (const { id, name, sizeBytes } of files) {
    if (tooLarge.includes(name)) throw profileTooLarge(name, sizeBytes);
    if (!embedded.some((profile) => profile.id === id)) throw profileUnreadable(name, 'it is not there');
  }
  const [first] = files;
  const title = files.length === 1 && first ? first.name : `${files.length} profiles`;
  return writePage({ data: { title, files: files.map(({ path: _, ...file }) => file) }, profiles: embedded }, target);
}

async function describe(file: string, index: number) {
  const name = path.basename(file);
  const { size } = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw profileUnreadable(name, error.code === 'ENOENT' ? 'it is not there' : String(error.code));
  });
  // Not the path, which belongs to this machine: a page is made to be passed on.
  return { id: `${index}/${name}`, name, path: file, sizeBytes: size, ...threadOfName(name) };
}
