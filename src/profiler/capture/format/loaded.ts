/** A capture in memory: what `capture/load.ts` reads and the pure analysis takes. */
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
