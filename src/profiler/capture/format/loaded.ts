/** A capture in memory: what `capture/load.ts` reads and the pure analysis takes. */
import type { AwaitSequence } from './awaitSequences.ts';
import type { CallCount, EventRecord, Manifest, ThreadEntry } from './capture.ts';
import type { FunctionRanges } from './functionRanges.ts';
import type { CpuProfile, HeapProfile } from './profiles.ts';

export interface LoadedCapture {
  readonly manifest: Manifest;
  readonly threads: readonly LoadedThread[];
  /** Script url → source map, as parsed JSON. */
  readonly sourceMaps: Readonly<Record<string, unknown>>;
  /** Of the sampled user scripts whose source could be read. */
  readonly functionRanges: FunctionRanges;
  /** By url of a script: lines of awaits in loops that need not follow each other, as far as the source shows it. */
  readonly independentAwaits?: Readonly<Record<string, readonly number[]>>;
  /** The same of those of which the source shows neither that they need the turn before nor that they do not. */
  readonly undecidedAwaits?: Readonly<Record<string, readonly number[]>>;
  /** Of the undecided ones, those in loops that work off a list which grows meanwhile. */
  readonly queueAwaits?: Readonly<Record<string, readonly number[]>>;
  /** Statements that await one after the other though some need no result of another. */
  readonly awaitSequences?: Readonly<Record<string, readonly AwaitSequence[]>>;
  /** Null without a counting pass. */
  readonly callCounts: readonly CallCount[] | null;
}

export interface LoadedThread {
  readonly entry: ThreadEntry;
  readonly cpuProfile: CpuProfile | null;
  /** In order of time. */
  readonly heapProfiles: readonly { readonly atMicros: number; readonly profile: HeapProfile }[];
  readonly events: readonly EventRecord[];
}
