/** A profile inside a page: compressed, because its JSON is ten times as long, and as text, which a page can hold. */
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

export interface EmbeddedProfile {
  /** By which the page asks for it. */
  readonly id: string;
  readonly gzipBase64: string;
}

export interface ProfileToEmbed {
  readonly id: string;
  /** What the user knows it by. */
  readonly name: string;
  readonly file: string;
}

/** Together; compressed they make a page of about 60 MB, which browsers open within seconds. */
const mostProfileBytes = 500_000_000;

const compress = promisify(gzip);

/** In their order, until the page would get too large. A file that cannot be read is left out without a word. */
export async function embedProfiles(
  profiles: readonly ProfileToEmbed[],
): Promise<{ embedded: EmbeddedProfile[]; tooLarge: string[] }> {
  const embedded: EmbeddedProfile[] = [];
  const tooLarge: string[] = [];
  let room = mostProfileBytes;
  for (const { id, name, file } of profiles) {
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) continue;
    if (bytes.length > room) {
      tooLarge.push(name);
      continue;
    }
    room -= bytes.length;
    embedded.push({ id, gzipBase64: (await compress(bytes)).toString('base64') });
  }
  return { embedded, tooLarge };
}
