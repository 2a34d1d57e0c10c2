/** A profile file → the threads in it, in the page's worker (or on the page where there is no worker). */
import { fileNotJson, fileTooBig } from '../../../profiler/errors.ts';
import type { FunctionRanges } from '../../../profiler/capture/format/functionRanges.ts';
import { isHeapProfileFile, readHeapProfile } from '../../../profiler/capture/format/readHeapProfile.ts';
import { readCpuProfiles } from '../../../profiler/capture/format/readCpuProfile.ts';
import type { ThreadProfile } from '../model/threadProfile.ts';
import { cpuThread } from './cpuThread.ts';
import { heapThread } from './heapThread.ts';

/** The bytes of a file, or the parsed object inside a standalone report. */
export type ProfileSource = Uint8Array | object;

export interface LoadedProfiles {
  readonly threads: readonly ThreadProfile[];
  /** What concerns the file as a whole, as sentences for the user. */
  readonly notes: readonly string[];
}

/** What a string of V8 can hold; beyond it decoding fails with a message that nobody understands. */
const mostCharacters = 2 ** 29 - 24;

/** Throws a UserError that says what the file is when it is no profile. */
export function readProfiles(source: ProfileSource, name: string, functionRanges: FunctionRanges = {}): LoadedProfiles {
  const file = source instanceof Uint8Array ? parseBytes(source, name) : source;
  if (isHeapProfileFile(file)) return { threads: [heapThread(readHeapProfile(file), [])], notes: [] };
  const threads = readCpuProfiles(file).map((read) => cpuThread(read.name, read.columns, functionRanges, []));
  return { threads, notes: [] };
}

function parseBytes(bytes: Uint8Array, name: string): unknown {
  if (bytes.length > mostCharacters) throw fileTooBig(name, bytes.length, mostCharacters);
  const text = new TextDecoder().decode(bytes);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fileNotJson(name, error instanceof Error ? error.message : String(error));
  }
}
