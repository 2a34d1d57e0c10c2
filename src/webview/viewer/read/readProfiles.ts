/** A profile file → the threads in it, in the page's worker (or on the page where there is no worker). */
import { notAProfile, profileBroken, profileNeedsMoreMemory, profileTooBig } from '../../../profiler/errors.ts';
import type { FunctionRanges } from '../../../profiler/capture/format/functionRanges.ts';
import { isHeapProfileFile, readHeapProfile } from '../../../profiler/capture/format/readHeapProfile.ts';
import { readCpuProfiles } from '../../../profiler/capture/format/readCpuProfile.ts';
import { fileKind, markLength } from '../../../profiler/capture/format/scan/fileKind.ts';
import { findJsonBreak } from '../../../profiler/capture/format/scan/jsonBreak.ts';
import { scanCpuProfile } from '../../../profiler/capture/format/scan/scanCpuProfile.ts';
import { scanTrace } from '../../../profiler/capture/format/scan/scanTrace.ts';
import type { ThreadProfile } from '../model/threadProfile.ts';
import { cpuThread } from './cpuThread.ts';
import { heapThread } from './heapThread.ts';
import { brokenNote } from './notes.ts';

/** The bytes of a file, or the parsed object inside a standalone report. */
export type ProfileSource = Uint8Array | object;

export interface LoadedProfiles {
  readonly threads: readonly ThreadProfile[];
  /** What concerns the file as a whole, as sentences for the user. */
  readonly notes: readonly string[];
}

/** What a string of V8 can hold; formats other than .cpuprofile and traces go through one. */
export const mostParsedBytes = 2 ** 29 - 24;
/** Positions are kept in 32 bits; Chromium gives no page a longer buffer either. */
export const mostScannedBytes = 2 ** 31 - 1;

/** Throws a UserError that says what the file is when it is no profile, and where it breaks when nothing can be saved. */
export function readProfiles(source: ProfileSource, name: string, functionRanges: FunctionRanges = {}): LoadedProfiles {
  if (!(source instanceof Uint8Array)) return fromObject(source, functionRanges);
  if (source.length > mostScannedBytes) throw profileTooBig(name, source.length, mostScannedBytes);
  try {
    return new FileReading(source, name, functionRanges).read();
  } catch (error) {
    // What V8 throws when a buffer cannot be had.
    if (error instanceof RangeError) throw profileNeedsMoreMemory(name, source.length);
    throw error;
  }
}

function fromObject(file: object, functionRanges: FunctionRanges, notes: readonly string[] = []): LoadedProfiles {
  const isNested = !('nodes' in file) && isHeapProfileFile(file);
  if (isNested) return { threads: [heapThread(readHeapProfile(file))], notes };
  const threads = readCpuProfiles(file).map((read) => cpuThread(read.name, read.columns, functionRanges));
  return { threads, notes };
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const decode = (bytes: Uint8Array): string => decoder.decode(bytes);

class FileReading {
  readonly #bytes: Uint8Array;
  readonly #name: string;
  readonly #functionRanges: FunctionRanges;

  constructor(bytes: Uint8Array, name: string, functionRanges: FunctionRanges) {
    this.#bytes = bytes;
    this.#name = name;
    this.#functionRanges = functionRanges;
  }

  read(): LoadedProfiles {
    const kind = fileKind(this.#bytes);
    switch (kind.kind) {
      case 'other':
        throw notAProfile(this.#name, kind.what);
      case 'broken':
        throw profileBroken(this.#name, kind.offset, this.#bytes.length);
      case 'cpu profile':
        return this.#scanned() ?? this.#parsed();
      case 'trace':
        return this.#trace();
      case 'nested profile':
        return this.#parsed();
    }
  }

  #scanned(): LoadedProfiles | null {
    const scanned = scanCpuProfile(this.#bytes, decode);
    if (!scanned) return null;
    const threads = [cpuThread('', scanned.columns, this.#functionRanges)];
    return { threads, notes: this.#notesOn(scanned.brokenAt) };
  }

  #trace(): LoadedProfiles {
    const { events, brokenAt } = scanTrace(this.#bytes, decode, markLength(this.#bytes));
    if (brokenAt !== null && events.length === 0) throw profileBroken(this.#name, brokenAt, this.#bytes.length);
    return fromObject(events, this.#functionRanges, this.#notesOn(brokenAt));
  }

  /** Through JSON.parse: what the scanner does not know, and formats that are never big. */
  #parsed(): LoadedProfiles {
    const bytes = this.#bytes.subarray(markLength(this.#bytes));
    if (bytes.length > mostParsedBytes) throw profileTooBig(this.#name, bytes.length, mostParsedBytes);
    const text = decode(bytes);
    let file: unknown;
    try {
      file = JSON.parse(text);
    } catch {
      return this.#repaired();
    }
    return fromObject(file as object, this.#functionRanges);
  }

  #repaired(): LoadedProfiles {
    const found = findJsonBreak(this.#bytes, markLength(this.#bytes));
    // JSON.parse alone sees what is wrong inside strings.
    const offset = found?.offset ?? this.#bytes.length;
    const broken = profileBroken(this.#name, offset, this.#bytes.length);
    if (found === null || found.closing === null) throw broken;
    const kept = this.#bytes.subarray(markLength(this.#bytes), found.keepUntil);
    try {
      return fromObject(
        JSON.parse(decode(kept) + found.closing) as object,
        this.#functionRanges,
        this.#notesOn(offset),
      );
    } catch {
      throw broken;
    }
  }

  #notesOn(brokenAt: number | null): string[] {
    return brokenAt === null ? [] : [brokenNote(brokenAt, this.#bytes.length)];
  }
}
