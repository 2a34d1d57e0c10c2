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
  const steady = requested.steadyInterval;
  const heapIsOn = requested.heapMode !== 'off';
  return {
    engine: requested.engine,
    cpuIntervalRequestedMs: requested.cpuIntervalMicros / 1000,
    ...(steady && { cpuSteadyInterval: { ms: steady.micros / 1000, afterMs: steady.afterMicros / 1000 } }),
    cpuIntervalObservedMs: main ? usualInterval(main) : null,
    cpuSamples: main?.nodeOfSample.length ?? 0,
    heapIntervalBytes: heapIsOn ? requested.heapIntervalBytes : null,
    heapMode: requested.heapMode,
    stallThresholdMs: shortestStallMicros / 1000,
    ...(!isRecorded ? {} : { operations: { started: started ?? traced, traced } }),
  };
}

/** The median weighted by time: where distances change, what most of the time was measured with. */
function usualInterval({ timeOfSample }: CpuColumns): number | null {
  if (timeOfSample.length < 2) return null;
  const intervals = new Float64Array(timeOfSample.length - 1);
  for (let i = 0; i < intervals.length; i++) {
    intervals[i] = (timeOfSample[i + 1] as number) - (timeOfSample[i] as number);
  }
  intervals.sort();
  const half = ((timeOfSample.at(-1) as number) - (timeOfSample[0] as number)) / 2;
  let [sum, at] = [intervals[0] as number, 0];
  while (sum < half) sum += intervals[++at] as number;
  return (intervals[at] as number) / 1000;
}
