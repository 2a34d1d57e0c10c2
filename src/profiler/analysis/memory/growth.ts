/** Two heap checkpoints against each other, by allocation site, as tracemalloc's `compare_to` does it. */
import type { MemoryGrowth, MemoryReport } from '../../report.ts';
import type { ThreadRun } from '../threadRuns.ts';
import type { SourceMaps } from '../sourceMaps.ts';
import type { Frame } from '../../capture/format/cpuColumns.ts';
import { measureSites, scriptKey, type AllocationSite, type FrameByScript } from './sites.ts';

/** Below this, one sampled object more or less (512 KiB apart at Node's default) decides; nobody looks there. */
const smallestBytes = 1024;
const mostRows = 500;

type Sites = Map<string, AllocationSite>;

/** First against last checkpoint of each thread; with one checkpoint against the start, where nothing was allocated yet. */
export function measureGrowth(threads: readonly ThreadRun[], maps: SourceMaps): MemoryGrowth[] {
  const before: Sites = new Map();
  const after: Sites = new Map();
  for (const thread of threads) {
    const known = framesByScript(thread);
    const first = thread.heapProfiles.length > 1 ? thread.heapProfiles[0] : undefined;
    const last = thread.heapProfiles.at(-1);
    if (first) measureSites(first.profile, maps, known, before);
    if (last) measureSites(last.profile, maps, known, after);
  }
  const rows = [...new Set([...before.keys(), ...after.keys()])].map((key) => compare(before.get(key), after.get(key)));
  return rows
    .filter((row) => Math.max(row.beforeBytes, row.afterBytes) >= smallestBytes)
    .sort((a, b) => Math.abs(b.deltaBytes) - Math.abs(a.deltaBytes))
    .slice(0, mostRows);
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
