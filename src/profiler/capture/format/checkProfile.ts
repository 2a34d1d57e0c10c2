/** Does a parsed file have the shape that the rest of the code relies on? Foreign and torn files end here. */
import type { CpuProfile, HeapProfile } from './profiles.ts';

export function isCpuProfile(value: unknown): value is CpuProfile {
  if (typeof value !== 'object' || value === null) return false;
  const { nodes, startTime, endTime, samples, timeDeltas } = value as Partial<CpuProfile>;
  return (
    Array.isArray(nodes) &&
    nodes.every(
      (node) => typeof node?.id === 'number' && typeof node.callFrame === 'object' && node.callFrame !== null,
    ) &&
    Number.isFinite(startTime) &&
    Number.isFinite(endTime) &&
    (samples === undefined || Array.isArray(samples)) &&
    (timeDeltas === undefined || Array.isArray(timeDeltas))
  );
}

export function isHeapProfile(value: unknown): value is HeapProfile {
  if (typeof value !== 'object' || value === null) return false;
  const { head } = value as Partial<HeapProfile>;
  return (
    typeof head === 'object' && head !== null && typeof head.callFrame === 'object' && Array.isArray(head.children)
  );
}
