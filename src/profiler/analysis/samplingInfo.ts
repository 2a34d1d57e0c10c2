import type { Manifest } from '../capture/format/capture.ts';
import type { CpuColumns } from '../capture/format/cpuColumns.ts';
import type { SamplingInfo } from '../report.ts';
import type { OperationsReport } from './operations/index.ts';
import { shortestStallMicros } from './stalls.ts';

/** How the numbers were taken: asked for, and as it came. V8 overshoots: 1000 µs asked give 1006 to 1278. */
export function describeSampling(
  { requested }: Manifest,
  main: CpuColumns | null,
  { started, traced, isRecorded }: OperationsReport,
): SamplingInfo {
  const heapIsOn = requested.heapMode !== 'off';
  return {
    engine: requested.engine,
    cpuIntervalRequestedMs: requested.cpuIntervalMicros / 1000,
    cpuIntervalObservedMs: main ? medianInterval(main) : null,
    cpuSamples: main?.nodeOfSample.length ?? 0,
    heapIntervalBytes: heapIsOn ? requested.heapIntervalBytes : null,
    heapMode: requested.heapMode,
    stallThresholdMs: shortestStallMicros / 1000,
    ...(!isRecorded ? {} : { operations: { started: started ?? traced, traced } }),
  };
}

function medianInterval({ timeOfSample }: CpuColumns): number | null {
  if (timeOfSample.length < 2) return null;
  const intervals = new Float64Array(timeOfSample.length - 1);
  for (let i = 0; i < intervals.length; i++) {
    intervals[i] = (timeOfSample[i + 1] as number) - (timeOfSample[i] as number);
  }
  intervals.sort();
  return (intervals[intervals.length >> 1] as number) / 1000;
}
