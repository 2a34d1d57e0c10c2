/** Two heap checkpoints against each other, by allocation site, as tracemalloc's `compare_to` does it. */
import type { MemoryGrowth, MemoryReport } from '../../report.ts';
import type { ThreadRun } from '../threadRuns.ts';
import type { SourceMaps } from '../sourceMaps.ts';
import type { Frame } from '../../capture/format/cpuColumns.ts';
import { laterCheckpoint } from './laterCheckpoint.ts';
import { measureSites, scriptKey, type AllocationSite, type FrameByScript } from './sites.ts';

/**
 * Least difference that sampling can tell, in samples. V8 draws one sample an interval (512 KiB unless set otherwise): a
 * site that allocates one interval's worth without growing still shows four samples or more in 2 % of the cases.
 */
const fewestSamples = 4;
const mostRows = 500;

type Sites = Map<string, AllocationSite>;

export interface Growth {
  readonly rows: MemoryGrowth[];
  /** When the main thread's heap was compared, if not at its last checkpoint. */
  readonly untilMicros: number | null;
}

/** First against last or fullest checkpoint of each thread; with one checkpoint against the start, where nothing was allocated yet. */
export function measureGrowth(threads: readonly ThreadRun[], maps: SourceMaps, intervalBytes: number): Growth {
  const before: Sites = new Map();
  const after: Sites = new Map();
  const smallestDelta = fewestSamples * intervalBytes;
  let untilMicros: number | null = null;
  for (const thread of threads) {
    const known = framesByScript(thread);
    const first = thread.heapProfiles.length > 1 ? thread.heapProfiles[0] : undefined;
    const last = thread.heapProfiles.at(-1);
    const later = laterCheckpoint(thread.heapProfiles, smallestDelta);
    if (first) measureSites(first.profile, maps, known, before);
    if (later) measureSites(later.profile, maps, known, after);
    if (later && later !== last && thread.entry.kind === 'main') untilMicros = later.atMicros;
  }
  const all = [...new Set([...before.keys(), ...after.keys()])].map((key) => compare(before.get(key), after.get(key)));
  const rows = all
    .filter(({ deltaBytes }) => Math.abs(deltaBytes) >= smallestDelta)
    .sort((a, b) => Math.abs(b.deltaBytes) - Math.abs(a.deltaBytes))
    .slice(0, mostRows);
  return { rows, untilMicros };
}

/** Everything allocated during the run, collected or not; how much of it is alive is not in such a profile. */
export function measureAllocation(threads: readonly ThreadRun[], maps: SourceMaps): MemoryReport['allocation'] {
  const sites: Sites = new Map();
  for (const thread of threads) {
    const last = thread.heapProfiles.at(-1);
    if (last) measureSites(last.profile, maps, framesByScript(thread), sites);
  }
  return [...sites.values()]
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, mostRows)
    .map(({ info, bytes }) => ({ name: info.name, location: info.location, totalBytes: bytes, liveBytes: 0 }));
}

function compare(before: AllocationSite | undefined, after: AllocationSite | undefined): MemoryGrowth {
  const { info } = (after ?? before) as AllocationSite;
  const beforeBytes = before?.bytes ?? 0;
  const afterBytes = after?.bytes ?? 0;
  return {
    name: info.name,
    location: info.location,
    beforeBytes,
    afterBytes,
    deltaBytes: afterBytes - beforeBytes,
    deltaCount: (after?.sampled ?? 0) - (before?.sampled ?? 0),
  };
}

function framesByScript(thread: ThreadRun): FrameByScript {
  const known = new Map<string, Frame>();
  for (const frame of thread.samples?.columns.frames ?? []) {
    if (frame.url !== '') known.set(scriptKey(frame.scriptId, frame.name), frame);
  }
  return known;
}
