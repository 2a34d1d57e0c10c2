/**
 * A sampling heap profile → columns. Totals come from `selfSize`: the sizes in `samples` are scaled and rounded one by one
 * and add up to something else (0.5 % less in one real file). Files of 2018 have neither ids nor samples.
 */
import { noHeapProfileInside } from '../../errors.ts';
import type { Frame } from './cpuColumns.ts';
import { createFrameTable, type LooseCallFrame } from './frameTable.ts';
import { isRecord } from './isRecord.ts';
import { finite } from './readStandardProfile.ts';

export interface HeapColumns {
  readonly frames: readonly Frame[];
  /** Callers first; -1 at the root. */
  readonly parentOfNode: Int32Array;
  readonly frameOfNode: Int32Array;
  readonly depthOfNode: Int32Array;
  readonly bytesOfNode: Float64Array;
  /** Entries of `samples` that name the node; 0 where the file has none. */
  readonly samplesOfNode: Float64Array;
}

export const isHeapProfileFile = (file: unknown): file is { readonly head: LooseCallFrame } =>
  isRecord(file) && isRecord(file['head']) && isRecord(file['head']['callFrame']);

export function readHeapProfile(file: { readonly head: object; readonly samples?: unknown }): HeapColumns {
  const table = createFrameTable();
  const parents: number[] = [];
  const frames: number[] = [];
  const depths: number[] = [];
  const bytes: number[] = [];
  const rowOfId = new Map<unknown, number>();
  if (!isHeapProfileFile(file)) throw noHeapProfileInside('its first node has no call frame');
  // Not recursive: V8 writes 128 levels at most, other writers may not stop there.
  const open: { node: unknown; parent: number }[] = [{ node: file.head, parent: -1 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, parent } = next;
    // Half a node is left at the end of a file that was cut off.
    if (!isRecord(node) || !isRecord(node['callFrame'])) continue;
    const row = frames.push(table.indexOf(node['callFrame'], 0)) - 1;
    parents.push(parent);
    depths.push(parent < 0 ? 0 : depths[parent]! + 1);
    bytes.push(Math.max(0, finite(node['selfSize'], 0)));
    if (node['id'] !== undefined) rowOfId.set(node['id'], row);
    const children: readonly unknown[] = Array.isArray(node['children']) ? node['children'] : [];
    for (let child = children.length - 1; child >= 0; child--) open.push({ node: children[child], parent: row });
  }
  const samplesOfNode = new Float64Array(frames.length);
  for (const sample of Array.isArray(file.samples) ? (file.samples as unknown[]) : []) {
    const row = isRecord(sample) ? rowOfId.get(sample['nodeId']) : undefined;
    if (row !== undefined) samplesOfNode[row]!++;
  }
  return {
    frames: table.frames,
    parentOfNode: Int32Array.from(parents),
    frameOfNode: Int32Array.from(frames),
    depthOfNode: Int32Array.from(depths),
    bytesOfNode: Float64Array.from(bytes),
    samplesOfNode,
  };
}
