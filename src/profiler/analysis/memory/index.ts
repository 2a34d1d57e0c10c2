import type { HeapMode, MemoryReport } from '../../report.ts';
import type { SourceMaps } from '../sourceMaps.ts';
import type { ThreadRun } from '../threadRuns.ts';
import { measureAllocation, measureGrowth } from './growth.ts';
import { judgeLeak } from './leak.ts';
import { peakOf, readMemory, thinOut } from './timeline.ts';

/** Timeline and peaks of the main thread's process; growth or allocation of all threads that recorded their heap. */
export function analyseMemory(
  main: ThreadRun | null,
  threads: readonly ThreadRun[],
  heapMode: HeapMode,
  maps: SourceMaps,
  runStartMicros: number,
): MemoryReport {
  const points = readMemory(main?.events ?? [], runStartMicros);
  return {
    peakHeapBytes: peakOf(points, 'heapUsed'),
    peakRssBytes: peakOf(points, 'rss'),
    peakExternalBytes: peakOf(points, 'external'),
    timeline: thinOut(points),
    growth: heapMode === 'live' ? measureGrowth(threads, maps) : [],
    allocation: heapMode === 'allocated' ? measureAllocation(threads, maps) : [],
    leak: judgeLeak(points),
  };
}
