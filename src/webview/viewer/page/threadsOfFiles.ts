/** The threads in the page's files, as lanes name them. */
import { secondsOfName } from '../../../profiler/capture/format/profileNames.ts';
import type { ProfileFile } from '../../protocol.ts';
import { threadKindText } from '../../views/words.ts';
import type { SurveyedThread } from '../lanes/lanesOfProfiles.ts';
import type { ThreadSurvey } from '../read/surveyThread.ts';

/** Which thread of which file a lane is. */
export interface ThreadPlace {
  readonly fileId: string;
  readonly thread: number;
}

export const laneId = ({ fileId, thread }: ThreadPlace): string => `${thread}@${fileId}`;

export function placeOf(id: string): ThreadPlace {
  const at = id.indexOf('@');
  return { thread: Number(id.slice(0, at)), fileId: id.slice(at + 1) };
}

/** Processes in the order of their start, and in each of them the main thread first. */
export function threadsOfFiles(
  files: readonly { readonly file: ProfileFile; readonly surveys: readonly ThreadSurvey[] }[],
): SurveyedThread[] {
  const threads = files.flatMap(({ file, surveys }) =>
    surveys.map((survey, thread): SurveyedThread => ({
      ...survey,
      ...namesOf(file, survey.name || (surveys.length > 1 ? `Thread ${thread + 1}` : '')),
      id: laneId({ fileId: file.id, thread }),
      namedSeconds: secondsOfName(file.name),
    })),
  );
  /** By process. */
  const startOf = new Map<string, number>();
  for (const { kind, startMicros } of threads)
    startOf.set(kind, Math.min(startOf.get(kind) ?? startMicros, startMicros));
  // Stable: threads of one process are in the order of their ids already.
  return threads
    .filter(({ activity, durationMicros }) => activity !== null || durationMicros > 0)
    .sort((a, b) => (startOf.get(a.kind) ?? 0) - (startOf.get(b.kind) ?? 0));
}

function namesOf(
  { name, pid, threadId }: ProfileFile,
  ofThread: string,
): Pick<SurveyedThread, 'name' | 'kind' | 'shortKind'> {
  if (pid === null || threadId === null) return { name: ofThread || name, kind: '', shortKind: '' };
  return {
    name: ofThread || (threadId === 0 ? threadKindText.main : `Worker ${threadId}`),
    kind: `Process ${pid}`,
    shortKind: `pid ${pid}`,
  };
}
