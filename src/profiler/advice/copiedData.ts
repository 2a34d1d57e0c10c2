/**
 * What a program would have to copy for workers. A profile does not say how large the arguments of a function are; what the
 * program keeps in memory is the most that one pass over its data can copy, and most that keeps much works on it.
 */
import type { Report } from '../report.ts';
import type { Calibration } from './calibration.ts';

/** Heap of a program that keeps nothing, after its modules are loaded: 5 to 7 MB on Node 18 to 26. */
const idleHeapBytes = 7e6;
/** What `node:` itself holds outside the heap. */
const idleExternalBytes = 2.5e6;

export interface KeptData {
  readonly objectBytes: number;
  readonly bufferBytes: number;
}

/** The least seen in the second half of the run: what stayed there, not the garbage on top. */
export function keptData({ memory }: Report): KeptData {
  const later = memory.timeline.slice(memory.timeline.length >> 1);
  if (later.length === 0) return { objectBytes: 0, bufferBytes: 0 };
  const least = (of: (point: (typeof later)[number]) => number) => Math.min(...later.map(of));
  return {
    objectBytes: Math.max(0, least(({ heapUsed }) => heapUsed) - idleHeapBytes),
    bufferBytes: Math.max(
      0,
      least(({ external, arrayBuffers }) => Math.max(arrayBuffers, external)) - idleExternalBytes,
    ),
  };
}

/** All of it copied once to workers. */
export const copyOnceMs = ({ objectBytes, bufferBytes }: KeptData, { workerBytesPerMs }: Calibration): number =>
  objectBytes / workerBytesPerMs.objects + bufferBytes / workerBytesPerMs.typedArray;
