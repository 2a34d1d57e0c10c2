/** Reads the files of the page one after the other for their lanes, the one on screen first. */
import { formatBytes, formatCount } from '../../format.ts';
import type { ProfileFile } from '../../protocol.ts';
import type { ThreadSurvey } from '../read/surveyThread.ts';
import type { ProfileStore } from './profileStore.ts';

export interface SurveyedFiles {
  readonly files: readonly { readonly file: ProfileFile; readonly surveys: readonly ThreadSurvey[] }[];
  /** What could not be read, or was not. */
  readonly notes: readonly string[];
}

/** Of all files together: half a minute of reading in an editor in a browser. What is beyond can still be chosen. */
const mostBytes = 1_000_000_000;

export async function surveyFiles(
  files: readonly ProfileFile[],
  store: Pick<ProfileStore, 'survey'>,
  /** After each file; false ends the work. */
  proceed: (done: number) => boolean,
): Promise<SurveyedFiles | null> {
  const surveyed: { file: ProfileFile; surveys: readonly ThreadSurvey[] }[] = [];
  const notes: string[] = [];
  const left: ProfileFile[] = [];
  let bytes = 0;
  for (const [at, file] of files.entries()) {
    if (!proceed(at)) return null;
    bytes += file.sizeBytes;
    if (bytes > mostBytes) {
      left.push(file);
      continue;
    }
    try {
      surveyed.push({ file, surveys: await store.survey(file) });
    } catch (error) {
      notes.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (!proceed(files.length)) return null;
  if (left.length > 0) notes.push(leftOut(left));
  return { files: surveyed, notes };
}

function leftOut(files: readonly ProfileFile[]): string {
  const sizes = formatBytes(files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0));
  const many = files.length === 1 ? 'One profile' : `${formatCount(files.length)} profiles`;
  return `${many} (${sizes}) would take long to read and stand only in the list of profiles.`;
}
