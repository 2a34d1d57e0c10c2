/** Any file that holds CPU profiles → columns. A table of readers; the first that recognises the shape reads it. */
import { noCpuProfileInside } from '../../errors.ts';
import type { CpuColumns } from './cpuColumns.ts';
import { isRecord } from './isRecord.ts';
import { readChromeTrace } from './readChromeTrace.ts';
import { readLegacyProfile } from './readLegacyProfile.ts';
import { readStandardProfile } from './readStandardProfile.ts';

export interface NamedColumns {
  /** Name of the thread where the file has one, else ''. */
  readonly name: string;
  readonly columns: CpuColumns;
}

interface Reader {
  readonly recognises: (file: unknown) => boolean;
  readonly read: (file: never) => NamedColumns[];
}

const readers: readonly Reader[] = [
  {
    recognises: (file) => isRecord(file) && Array.isArray(file['nodes']),
    read: (file) => [{ name: '', columns: readStandardProfile(file) }],
  },
  {
    recognises: (file) => isRecord(file) && isRecord(file['head']) && 'functionName' in file['head'],
    read: (file) => [{ name: '', columns: readLegacyProfile(file) }],
  },
  {
    recognises: (file) => Array.isArray(file) || (isRecord(file) && Array.isArray(file['traceEvents'])),
    read: readChromeTrace,
  },
];

/** All profiles in a parsed JSON file. Throws a UserError when it is no CPU profile. */
export function readCpuProfiles(file: unknown): NamedColumns[] {
  const reader = readers.find((candidate) => candidate.recognises(file));
  if (!reader) throw noCpuProfileInside(whyNot(file));
  return reader.read(file as never);
}

/** The one profile of a .cpuprofile; of a trace with several threads the one with the most samples. */
export function parseCpuProfile(file: unknown): CpuColumns {
  const profiles = readCpuProfiles(file).map((profile) => profile.columns);
  return profiles.reduce((best, next) => (next.nodeOfSample.length > best.nodeOfSample.length ? next : best));
}

function whyNot(file: unknown): string {
  if (!isRecord(file)) return 'it is not a JSON object';
  if (isRecord(file['head'])) return 'it is a heap profile';
  if ('snapshot' in file) return 'it is a heap snapshot';
  return 'it has no list of call-tree nodes';
}
