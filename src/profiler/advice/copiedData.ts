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

/**
 * `sure`: the least of the whole run. `possible`: the least of its second half, which may be garbage that no collection has
 * reached yet, or data that was loaded first.
 */
export function keptData({ memory }: Report): { readonly sure: KeptData; readonly possible: KeptData } {
  const all = memory.timeline;
  return { sure: leastOf(all), possible: leastOf(all.slice(all.length >> 1)) };
}

function leastOf(points: Report['memory']['timeline']): KeptData {
  if (points.length === 0) return { objectBytes: 0, bufferBytes: 0 };
  const heap = Math.min(...points.map(({ heapUsed }) => heapUsed));
  const buffers = Math.min(...points.map(({ external }) => external));
  return { objectBytes: Math.max(0, heap - idleHeapBytes), bufferBytes: Math.max(0, buffers - idleExternalBytes) };
}

/** All of it copied once to workers. */
export const copyOnceMs = ({ objectBytes, bufferBytes }: KeptData, { workerBytesPerMs }: Calibration): number =>
  objectBytes / workerBytesPerMs.objects + bufferBytes / workerBytesPerMs.typedArray;
