/** One CPU profile as the viewer holds it. */
import { withoutAgent } from '../../../profiler/capture/format/agentFrames.ts';
import type { CpuColumns } from '../../../profiler/capture/format/cpuColumns.ts';
import type { FunctionRanges } from '../../../profiler/capture/format/functionRanges.ts';
import { selfTimes } from '../../../profiler/capture/format/selfTimes.ts';
import { unfoldInlined } from '../../../profiler/capture/format/unfoldInlined.ts';
import type { Samples, ThreadProfile } from '../model/threadProfile.ts';
import { placeOnInterrupted } from './interruptedStack.ts';
import { toFlameFrame } from './flameFrames.ts';
import { emptyNote, noSamplesNote, noTimesNote } from './notes.ts';

/**
 * Inlined functions stand where they were called, as in the report (see unfoldInlined), and our own work is left out. The
 * columns are used up.
 */
export function cpuThread(name: string, file: CpuColumns, functionRanges: FunctionRanges): ThreadProfile {
  const { columns: read, notes } = withTimes(file);
  const frames = read.frames.map(toFlameFrame);
  const columns = placeOnInterrupted(withoutAgent(unfoldInlined(read, functionRanges)), frames);
  const hasSamples = columns.nodeOfSample.length > 0;
  const selfOfNode = selfTimes(columns);
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
    selfOfNode,
    countOfNode: hasSamples ? countSamples(columns) : columns.hitsOfNode,
    ticks: { nodeOfTick: columns.nodeOfTick, lineOfTick: columns.lineOfTick, countOfTick: columns.countOfTick },
    startMicros: columns.startMicros,
    durationMicros: columns.endMicros - columns.startMicros,
    notes,
  };
}

/** Some files only count; one without times, cut off before them, still shows what was seen how often. */
function withTimes(file: CpuColumns): { columns: CpuColumns; notes: readonly string[] } {
  if (file.nodeOfSample.length > 0) return { columns: file, notes: [] };
  const hits = file.hitsOfNode.reduce((sum, count) => sum + count, 0);
  if (hits === 0) return { columns: file, notes: [emptyNote] };
  if (file.endMicros > file.startMicros) return { columns: file, notes: [noSamplesNote] };
  return { columns: { ...file, endMicros: file.startMicros + hits * usualIntervalMicros }, notes: [noTimesNote] };
}

/** Of V8's sampler, where nobody asks for another. */
const usualIntervalMicros = 1000;

/** In place where the column has a row to spare for the end, as the scanner leaves it: times are the largest column. */
function samplesOf({ nodeOfSample, timeOfSample, startMicros, endMicros }: CpuColumns): Samples {
  const { buffer, byteOffset, length, BYTES_PER_ELEMENT } = timeOfSample;
  const hasRoom = byteOffset + (length + 1) * BYTES_PER_ELEMENT <= buffer.byteLength;
  const startOfSample = hasRoom ? new Float64Array(buffer, byteOffset, length + 1) : new Float64Array(length + 1);
  for (let sample = 0; sample < length; sample++) startOfSample[sample] = timeOfSample[sample]! - startMicros;
  startOfSample[length] = endMicros - startMicros;
  return { nodeOfSample, startOfSample };
}

function countSamples({ frameOfNode, nodeOfSample }: CpuColumns): Float64Array {
  const counts = new Float64Array(frameOfNode.length);
  for (let sample = 0; sample < nodeOfSample.length; sample++) {
    const node = nodeOfSample[sample]!;
    if (node >= 0) counts[node]!++;
  }
  return counts;
}
