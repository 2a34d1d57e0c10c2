/**
 * Profiles of Node before 8 and of old Chrome: a nested `head`, `timestamps` in microseconds beside start and end in
 * seconds, lines from 1. Some writers give every node the id 0 and samples no time: then only hit counts remain.
 */
import { buildCpuColumns, type CpuColumns } from './cpuColumns.ts';
import { createFrameTable, type LooseCallFrame } from './frameTable.ts';
import { isRecord } from './isRecord.ts';
import { finite } from './readStandardProfile.ts';

const microsPerSecond = 1e6;

interface LegacyNode extends LooseCallFrame {
  readonly id?: unknown;
  readonly hitCount?: unknown;
  readonly children?: unknown;
  readonly lineTicks?: unknown;
  readonly positionTicks?: unknown;
}

interface LegacyProfile {
  readonly head: LegacyNode;
  readonly samples?: unknown;
  readonly timestamps?: unknown;
  readonly startTime?: unknown;
  readonly endTime?: unknown;
}

export function readLegacyProfile(file: LegacyProfile): CpuColumns {
  const table = createFrameTable();
  const frameOfNode: number[] = [];
  const parentOfNode: number[] = [];
  const hitsOfNode: number[] = [];
  const rowOfId = new Map<unknown, number>();
  const open: { node: LegacyNode; parent: number }[] = [{ node: file.head, parent: -1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, parent } = next;
    const row = frameOfNode.push(table.indexOf(node, 1)) - 1;
    parentOfNode.push(parent);
    hitsOfNode.push(Math.max(0, finite(node.hitCount, 0)));
    rowOfId.set(node.id, row);
    if (!Array.isArray(node.children)) continue;
    for (const child of node.children) if (isRecord(child)) open.push({ node: child as LegacyNode, parent: row });
  }
  const samples = Array.isArray(file.samples) && rowOfId.size > 1 ? (file.samples as unknown[]) : [];
  const stamps = Array.isArray(file.timestamps) ? (file.timestamps as unknown[]) : [];
  const count = Math.min(samples.length, stamps.length);
  const timeOfSample = Float64Array.from({ length: count }, (_, i) => finite(stamps[i], 0));
  return buildCpuColumns({
    frames: table.frames,
    frameOfNode: Int32Array.from(frameOfNode),
    parentOfNode: Int32Array.from(parentOfNode),
    hitsOfNode: Float64Array.from(hitsOfNode),
    nodeOfSample: Int32Array.from({ length: count }, (_, i) => rowOfId.get(samples[i]) ?? -1),
    timeOfSample,
    nodeOfTick: [],
    lineOfTick: [],
    countOfTick: [],
    ...span(file, timeOfSample),
  });
}

/** Node writes whole seconds here, which may be a second off either way: then the stamps alone count. */
function span(file: LegacyProfile, stamps: Float64Array): { startMicros: number; endMicros: number } {
  const startMicros = finite(file.startTime, 0) * microsPerSecond;
  const endMicros = finite(file.endTime, 0) * microsPerSecond;
  if (stamps.length === 0) return { startMicros, endMicros };
  let first = Infinity;
  let last = -Infinity;
  for (const stamp of stamps) {
    first = Math.min(first, stamp);
    last = Math.max(last, stamp);
  }
  const isRounded = Number.isInteger(file.startTime) && Number.isInteger(file.endTime);
  const holdsStamps = startMicros <= first && endMicros >= last;
  return holdsStamps && !isRounded ? { startMicros, endMicros } : { startMicros: first, endMicros: last };
}
