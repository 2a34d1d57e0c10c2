/** Profiles of the page's files: read when they are wanted, and kept while they are small. */
import { loadProfiles } from '../read/loadProfiles.ts';
import type { ReadFile, SurveyWish } from '../read/readFile.ts';
import type { ThreadSurvey } from '../read/surveyThread.ts';
import { transferables } from '../read/transferables.ts';

export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly sizeBytes: number;
}

export interface Reading {
  /** Bytes are on their way. */
  show(progress: { doneBytes: number; totalBytes: number }): void;
  /** They are there, and are laid out. */
  arrived(): void;
}

export interface ProfileStore {
  /** Rejects with a sentence for the user. */
  read(file: StoredFile, reading: Reading): Promise<ReadFile>;
  /** What lanes show of the file's threads; the profiles themselves are kept only where there is room for them. */
  survey(file: StoredFile): Promise<readonly ThreadSurvey[]>;
  /** Lets go of all profiles; surveys, some kilobytes a thread, stay. */
  drop(): void;
}

/**
 * Of all files together, in the columns of their profiles. Reading 100 MB again takes seconds; a page may grow to some 4 GB,
 * and the profile on screen needs as much as its file again and more for its views.
 */
const mostKeptBytes = 256 * 1024 * 1024;

export function createProfileStore(
  request: (fileId: string, progressed: Reading['show']) => Promise<Uint8Array>,
  /** Whether a file with one thread needs a lane. */
  isAlone: boolean,
  load: typeof loadProfiles = loadProfiles,
): ProfileStore {
  const withProfiles: SurveyWish = isAlone ? 'ifSeveral' : 'also';
  /** Oldest use first. */
  const kept = new Map<string, { readonly file: ReadFile; readonly bytes: number }>();
  const surveys = new Map<string, readonly ThreadSurvey[]>();
  /** A second request for the same bytes would end the first. */
  const underWay = new Map<string, Promise<unknown>>();

  function keep(fileId: string, file: ReadFile): void {
    const bytes = transferables(file).reduce((sum, { byteLength }) => sum + byteLength, 0);
    kept.delete(fileId);
    if (bytes > mostKeptBytes) return;
    kept.set(fileId, { file, bytes });
    let all = [...kept.values()].reduce((sum, one) => sum + one.bytes, 0);
    for (const [oldest, { bytes: freed }] of kept) {
      if (all <= mostKeptBytes) break;
      kept.delete(oldest);
      all -= freed;
    }
  }
  const room = () => mostKeptBytes - [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);

  async function fetch({ id, name }: StoredFile, wish: SurveyWish, reading: Reading): Promise<ReadFile> {
    const bytes = await request(id, reading.show);
    reading.arrived();
    const read = await load(bytes, name, {}, wish);
    surveys.set(id, read.surveys);
    if (wish !== 'only') keep(id, read);
    return read;
  }
  async function inTurn(file: StoredFile, wish: SurveyWish, reading: Reading): Promise<ReadFile> {
    await underWay.get(file.id)?.catch(() => undefined);
    const known = kept.get(file.id);
    if (known) {
      keep(file.id, known.file);
      return known.file;
    }
    const read = fetch(file, wish, reading);
    underWay.set(file.id, read);
    try {
      return await read;
    } finally {
      if (underWay.get(file.id) === read) underWay.delete(file.id);
    }
  }
  return {
    read: (file, reading) => inTurn(file, withProfiles, reading),
    survey: async (file) =>
      surveys.get(file.id) ?? (await inTurn(file, file.sizeBytes <= room() ? withProfiles : 'only', silent)).surveys,
    drop: () => kept.clear(),
  };
}

const silent: Reading = { show: () => {}, arrived: () => {} };
