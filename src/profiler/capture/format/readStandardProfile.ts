/** The standard .cpuprofile, with all the liberties that writers of it take. */
import { noCpuProfileInside } from '../../errors.ts';
import { buildCpuColumns, type CpuColumns } from './cpuColumns.ts';
import { createFrameTable, type LooseCallFrame } from './frameTable.ts';
import { isRecord } from './isRecord.ts';

export interface LooseNode {
  readonly id?: unknown;
  readonly callFrame?: unknown;
  readonly hitCount?: unknown;
  readonly children?: unknown;
  readonly parent?: unknown;
  readonly positionTicks?: unknown;
}

export interface LooseProfile {
  readonly nodes: readonly LooseNode[];
  readonly samples?: unknown;
  readonly timeDeltas?: unknown;
  readonly startTime?: unknown;
  readonly endTime?: unknown;
}

export function readStandardProfile(file: LooseProfile): CpuColumns {
  const { nodes } = file;
  const table = createFrameTable();
  const frameOfNode = new Int32Array(nodes.length);
  const hitsOfNode = new Float64Array(nodes.length);
  const rowOfId = new Map<unknown, number>();
  const ticks = { nodes: [] as number[], lines: [] as number[], counts: [] as number[] };
  for (let row = 0; row < nodes.length; row++) {
    const node = nodes[row] as LooseNode;
    if (!isRecord(node) || !isRecord(node.callFrame)) throw noCpuProfileInside(`node ${row} has no call frame`);
    // Only v8-profiler-next writes lineTicks, and it counts lines and columns from 1.
    const lineTicks = node.callFrame['lineTicks'];
    frameOfNode[row] = table.indexOf(node.callFrame as LooseCallFrame, Array.isArray(lineTicks) ? 1 : 0);
    hitsOfNode[row] = Math.max(0, finite(node.hitCount, 0));
    rowOfId.set(node.id, row);
    collectTicks(node.positionTicks, 'ticks', row, ticks);
    collectTicks(lineTicks, 'hitCount', row, ticks);
  }
  const startMicros = finite(file.startTime, 0);
  const { nodeOfSample, timeOfSample } = readSamples(file, rowOfId, startMicros);
  return buildCpuColumns({
    frames: table.frames,
    frameOfNode,
    parentOfNode: readParents(nodes, rowOfId),
    hitsOfNode,
    nodeOfSample,
    timeOfSample,
    nodeOfTick: ticks.nodes,
    lineOfTick: ticks.lines,
    countOfTick: ticks.counts,
    startMicros,
    endMicros: finite(file.endTime, startMicros),
  });
}

/** `children`, `parent` or both may be there; children may name nodes that are missing. */
function readParents(nodes: readonly LooseNode[], rowOfId: ReadonlyMap<unknown, number>): Int32Array {
  const parentOfNode = new Int32Array(nodes.length).fill(-1);
  for (let row = 0; row < nodes.length; row++) {
    const { children, parent } = nodes[row] as LooseNode;
    if (parent !== undefined && parent !== null) parentOfNode[row] = rowOfId.get(parent) ?? -1;
    if (!Array.isArray(children)) continue;
    for (const child of children) {
      const childRow = rowOfId.get(child);
      if (childRow !== undefined) parentOfNode[childRow] = row;
    }
  }
  return parentOfNode;
}

/** Samples without a delta, and deltas without a sample, are left out: neither says anything alone. */
function readSamples(file: LooseProfile, rowOfId: ReadonlyMap<unknown, number>, startMicros: number) {
  const samples: readonly unknown[] = Array.isArray(file.samples) ? file.samples : [];
  const deltas: readonly unknown[] = Array.isArray(file.timeDeltas) ? file.timeDeltas : [];
  const count = Math.min(samples.length, deltas.length);
  const nodeOfSample = new Int32Array(count);
  const timeOfSample = new Float64Array(count);
  let time = startMicros;
  for (let i = 0; i < count; i++) {
    time += finite(deltas[i], 0);
    nodeOfSample[i] = rowOfId.get(samples[i]) ?? -1;
    timeOfSample[i] = time;
  }
  return { nodeOfSample, timeOfSample };
}

function collectTicks(
  entries: unknown,
  countField: 'ticks' | 'hitCount',
  row: number,
  into: { nodes: number[]; lines: number[]; counts: number[] },
): void {
  if (!Array.isArray(entries)) return;
  for (const entry of entries) {
    if (!isRecord(entry)) continue;
    into.nodes.push(row);
    into.lines.push(finite(entry['line'], 0));
    into.counts.push(finite(entry[countField], 0));
  }
}

export const finite = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
