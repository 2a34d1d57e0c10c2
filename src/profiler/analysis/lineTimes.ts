/**
 * Time by source line. V8 ticks the line of the top frame only, and where a function was inlined, a line of that other
 * function: up to 15 % of the entries of public profiles lie before the function's own first line. Those are left out.
 */
import type { CpuColumns } from '../capture/format/cpuColumns.ts';
import type { FunctionInfo } from './describeFrames.ts';
import type { SourceMaps } from './sourceMaps.ts';

/** Rows of the columns' tick table, chained by node: no list per node, of which a long profile has 100,000. */
export interface LineTicks {
  readonly firstRowOfNode: Int32Array;
  readonly nextRow: Int32Array;
  readonly columns: CpuColumns;
}

const none = -1;

export function indexTicks(columns: CpuColumns): LineTicks {
  const firstRowOfNode = new Int32Array(columns.frameOfNode.length).fill(none);
  const nextRow = new Int32Array(columns.nodeOfTick.length);
  for (let row = 0; row < nextRow.length; row++) {
    const node = columns.nodeOfTick[row] as number;
    nextRow[row] = firstRowOfNode[node] as number;
    firstRowOfNode[node] = row;
  }
  return { firstRowOfNode, nextRow, columns };
}

/** Adds the self time of a node to the lines it was spent on; `into` is by line of the original file. */
export function addLineTimes(
  { firstRowOfNode, nextRow, columns }: LineTicks,
  node: number,
  self: number,
  info: FunctionInfo,
  maps: SourceMaps,
  into: Map<number, number>,
): void {
  const first = firstRowOfNode[node] as number;
  if (first === none || info.location === null) return;
  let ticks = 0;
  for (let row = first; row !== none; row = nextRow[row] as number) ticks += columns.countOfTick[row] as number;
  if (!(ticks > 0)) return;
  const { frame } = info;
  for (let row = first; row !== none; row = nextRow[row] as number) {
    const generated = columns.lineOfTick[row] as number;
    if (generated < frame.line + 1) continue;
    const line = maps.lineIn(info.location.file, frame.url, generated);
    if (line === null || line < info.location.line) continue;
    into.set(line, (into.get(line) ?? 0) + (self * (columns.countOfTick[row] as number)) / ticks);
  }
}
