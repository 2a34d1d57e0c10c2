/** One CPU profile as the viewer holds it. */
import { withoutAgent } from '../../../profiler/capture/format/agentFrames.ts';
import type { CpuColumns } from '../../../profiler/capture/format/cpuColumns.ts';
import type { FunctionRanges } from '../../../profiler/capture/format/functionRanges.ts';
import { selfTimes } from '../../../profiler/capture/format/selfTimes.ts';
import { unfoldInlined } from '../../../profiler/capture/format/unfoldInlined.ts';
import type { Samples, ThreadProfile } from '../model/threadProfile.ts';
import { placeCollector } from './collectorOnStack.ts';
import { toFlameFrame } from './flameFrames.ts';

/** Inlined functions stand where they were called, as in the report (see unfoldInlined), and our own work is left out. */
export function cpuThread(
  name: string,
  read: CpuColumns,
  functionRanges: FunctionRanges,
  notes: readonly string[],
): ThreadProfile {
  const frames = read.frames.map(toFlameFrame);
  const columns = placeCollector(withoutAgent(unfoldInlined(read, functionRanges)), frames);
  const hasSamples = columns.nodeOfSample.length > 0;
  return {
    name,
    unit: 'micros',
    tree: {
      frames,
      parentOfNode: columns.parentOfNode,
      frameOfNode: columns.frameOfNode,
      depthOfNode: columns.depthOfNode,
    },
    samples: hasSamples ? samplesOf(columns) : null,
    selfOfNode: selfTimes(columns),
    countOfNode: hasSamples ? countSamples(columns) : columns.hitsOfNode,
    ticks: { nodeOfTick: columns.nodeOfTick, lineOfTick: columns.lineOfTick, countOfTick: columns.countOfTick },
    startMicros: columns.startMicros,
    durationMicros: columns.endMicros - columns.startMicros,
    notes,
  };
}

function samplesOf({ nodeOfSample, timeOfSample, startMicros, endMicros }: CpuColumns): Samples {
  const startOfSample = new Float64Array(timeOfSample.length + 1);
  for (let sample = 0; sample < timeOfSample.length; sample++)
    startOfSample[sample] = timeOfSample[sample]! - startMicros;
  startOfSample[timeOfSample.length] = endMicros - startMicros;
  return { nodeOfSample, startOfSample };
}

function countSamples({ frameOfNode, nodeOfSample }: CpuColumns): Float64Array {
  const counts = new Float64Array(frameOfNode.length);
  for (const node of nodeOfSample) if (node >= 0) counts[node]!++;
  return counts;
}
