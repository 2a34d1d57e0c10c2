/** A file → its threads, and what their lanes show. */
import type { FunctionRanges } from '../../../profiler/capture/format/functionRanges.ts';
import { readProfiles, type LoadedProfiles, type ProfileSource } from './readProfiles.ts';
import { surveyThread, type ThreadSurvey } from './surveyThread.ts';

/** Whether lanes of the threads are wanted: not at all, beside the profiles (where they are several), or instead of them. */
export type SurveyWish = 'none' | 'ifSeveral' | 'also' | 'only';

export interface FileToRead {
  readonly source: ProfileSource;
  readonly name: string;
  readonly functionRanges: FunctionRanges;
  readonly survey: SurveyWish;
}

export interface ReadFile extends LoadedProfiles {
  /** One a thread; none where none were wanted. */
  readonly surveys: readonly ThreadSurvey[];
}

export function readFile({ source, name, functionRanges, survey }: FileToRead): ReadFile {
  const loaded = readProfiles(source, name, functionRanges);
  const isWanted = survey !== 'none' && (survey !== 'ifSeveral' || loaded.threads.length > 1);
  const surveys = isWanted ? loaded.threads.map(surveyThread) : [];
  return { notes: loaded.notes, threads: survey === 'only' ? [] : loaded.threads, surveys };
}
