/** A sampling heap profile as the viewer holds it: bytes by call path, nothing over time. */
import type { HeapColumns } from '../../../profiler/capture/format/readHeapProfile.ts';
import type { ThreadProfile } from '../model/threadProfile.ts';
import { toFlameFrame } from './flameFrames.ts';
import { heapNote } from './notes.ts';

export function heapThread(columns: HeapColumns): ThreadProfile {
  return {
    name: '',
    unit: 'bytes',
    tree: {
      frames: columns.frames.map(toFlameFrame),
      parentOfNode: columns.parentOfNode,
      frameOfNode: columns.frameOfNode,
      depthOfNode: columns.depthOfNode,
    },
    samples: null,
    selfOfNode: columns.bytesOfNode,
    countOfNode: columns.samplesOfNode,
    ticks: { nodeOfTick: new Int32Array(0), lineOfTick: new Int32Array(0), countOfTick: new Float64Array(0) },
    startMicros: 0,
    durationMicros: 0,
    notes: [heapNote],
  };
}
