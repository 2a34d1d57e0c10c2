import { endOfSample, type CpuColumns } from './cpuColumns.ts';

/** Microseconds that each node was on top of the stack; from the hit counts where a profile has no timed samples. */
export function selfTimes(columns: CpuColumns): Float64Array {
  if (columns.timeOfSample.length === 0) return selfTimesFromHits(columns);
  const self = new Float64Array(columns.frameOfNode.length);
  for (let i = 0; i < columns.nodeOfSample.length; i++) {
    const node = columns.nodeOfSample[i] as number;
    if (node >= 0) self[node] = (self[node] as number) + endOfSample(columns, i) - (columns.timeOfSample[i] as number);
  }
  return self;
}

function selfTimesFromHits({ hitsOfNode, startMicros, endMicros }: CpuColumns): Float64Array {
  const hits = hitsOfNode.reduce((sum, count) => sum + count, 0);
  const microsPerHit = hits > 0 ? (endMicros - startMicros) / hits : 0;
  return hitsOfNode.map((count) => count * microsPerHit);
}
