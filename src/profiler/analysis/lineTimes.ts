/**
 * Time by source line. V8 ticks the line of the top frame only, and where a function was inlined, a line of that other
 * function: up to 15 % of the entries of public profiles lie before the function's own first line. Those are left out.
 */
import type { CpuColumns } from '../capture/format/cpuColumns.ts';
import type { FunctionInfo } from './describeFrames.ts';
import type { SourceMaps } from './sourceMaps.ts';

export interface LineTicks {
  /** Rows of the columns' tick table, by node. */
  readonly rowsOfNode: ReadonlyMap<number, readonly number[]>;
  readonly columns: CpuColumns;
}

export function indexTicks(columns: CpuColumns): LineTicks {
  const rowsOfNode = new Map<number, number[]>();
  columns.nodeOfTick.forEach((node, row) => {
    const rows = rowsOfNode.get(node);
    if (rows) rows.push(row);
    else rowsOfNode.set(node, [row]);
  });
  return { rowsOfNode, columns };
}

/** Adds the self time of a node to the lines it was spent on; `into` is by line of the original file. */
export function addLineTimes(
  { rowsOfNode, columns }: LineTicks,
  node: number,
  self: number,
  info: FunctionInfo,
  maps: SourceMaps,
  into: Map<number, number>,
): void {
  const rows = rowsOfNode.get(node) ?? [];
  const ticks = rows.reduce((sum, row) => sum + (columns.countOfTick[row] as number), 0);
  if (!(ticks > 0) || info.location === null) return;
  const { frame } = info;
  for (const row of rows) {
    const generated = columns.lineOfTick[row] as number;
    if (generated < frame.line + 1) continue;
    const line = originalLine(generated, info, maps);
    if (line === null || line < info.location.line) continue;
    into.set(line, (into.get(line) ?? 0) + (self * (columns.countOfTick[row] as number)) / ticks);
  }
}

/** Null where the line belongs to another file, as that of an inlined function does. */
function originalLine(generated: number, { frame, location }: FunctionInfo, maps: SourceMaps): number | null {
  const original = maps.original(frame.url, generated, 0);
  if (original === null) return generated;
  return original.location.file === location?.file ? original.location.line : null;
}
