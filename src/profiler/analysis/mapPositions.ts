/** Answers the viewer's question where the functions and hot lines of a profile were written. */
import type { MappedScript, ScriptPositions } from '../capture/format/mappedPositions.ts';
import type { SourceMaps } from './sourceMaps.ts';

/** Scripts without a map are left out. */
export function mapPositions(maps: SourceMaps, scripts: readonly ScriptPositions[]): MappedScript[] {
  return scripts.filter(({ script }) => maps.has(script)).map((asked) => mapScript(maps, asked));
}

function mapScript(maps: SourceMaps, { script, positions, lines }: ScriptPositions): MappedScript {
  const rows = new Map<string, number>();
  const rowOf = (file: string): number => {
    let row = rows.get(file);
    if (row === undefined) rows.set(file, (row = rows.size));
    return row;
  };
  const names: (string | null)[] = [];
  const mapped: number[] = [];
  for (let at = 0; at + 1 < positions.length; at += 2) {
    const original = maps.original(script, positions[at]!, Math.max(0, positions[at + 1]! - 1));
    names.push(original?.name ?? null);
    if (original) mapped.push(rowOf(original.location.file), original.location.line, original.location.column);
    else mapped.push(-1, 0, 0);
  }
  const mappedLines = lines.flatMap((line) => {
    const original = maps.lineOf(script, line);
    return original ? [rowOf(original.file), original.line] : [-1, 0];
  });
  return { script, sources: [...rows.keys()], positions: mapped, names, lines: mappedLines };
}
