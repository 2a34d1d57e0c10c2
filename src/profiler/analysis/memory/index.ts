import type { RecordingOptions } from '../../capture/format/capture.ts';
import type { MemoryReport } from '../../report.ts';
import type { SourceMaps } from '../sourceMaps.ts';
import type { ThreadRun } from '../threadRuns.ts';
import { measureAllocation, measureGrowth } from './growth.ts';
import { judgeLeak } from './leak.ts';
import { peakOf, readMemory, thinOut } from './timeline.ts';

/** Timeline and peaks of the main thread's process; growth or allocation of all threads that recorded their heap. */
export function analyseMemory(
  main: ThreadRun | null,
  threads: readonly ThreadRun[],
  { heapMode, heapIntervalBytes }: RecordingOptions,
  maps: SourceMaps,
  runStartMicros: number,
): MemoryReport {
  const growth = heapMode === 'live' ? measureGrowth(threads, maps, heapIntervalBytes) : null;
  const until = growth?.untilMicros ?? null;
  const points = readMemory(main?.events ?? [], runStartMicros);
  return {
    peakHeapBytes: peakOf(points, 'heapUsed'),
    peakRssBytes: peakOf(points, 'rss'),
    peakExternalBytes: peakOf(points, 'external'),
    timeline: thinOut(points),
    growth: growth?.rows ?? [],
    ...(until === null ? {} : { growthUntilMs: (until - runStartMicros) / 1000 }),
    allocation: heapMode === 'allocated' ? measureAllocation(threads, maps) : [],
    leak: judgeLeak(points),
  };
}
