/** A profile with the names, files and lines that the developer wrote, as far as source maps tell. Pure. */
import type { MappedScript, ScriptPositions } from '../../../profiler/capture/format/mappedPositions.ts';
import { classifyFrame } from '../../flame/classifyFrame.ts';
import type { FlameFrame } from '../../flame/sampledProfile.ts';
import { noNode, type ThreadProfile } from '../model/index.ts';
import { positionKey } from './askedPositions.ts';

interface Original {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly name: string | null;
}

interface ScriptMap {
  readonly positions: ReadonlyMap<string, Original>;
  readonly lines: ReadonlyMap<number, { readonly file: string; readonly line: number }>;
}

/** A line that no map leads to one place; before the first line of any function, so that no heat is drawn from it. */
export const unknownLine = 0;

/** The profile itself where no script of it has a map. */
export function mapProfile(
  profile: ThreadProfile,
  asked: readonly ScriptPositions[],
  mapped: readonly MappedScript[],
): ThreadProfile {
  if (mapped.length === 0) return profile;
  const maps = new Map(
    mapped.flatMap((script) => {
      const question = asked.find((one) => one.script === script.script);
      return question ? [[script.script, readMap(question, script)] as const] : [];
    }),
  );
  const { tree, ticks } = profile;
  const frames = tree.frames.map((frame) => mapFrame(frame, maps.get(frame.url)));
  const lineOfTick = Int32Array.from(ticks.lineOfTick, (line, row) => {
    const node = ticks.nodeOfTick[row]!;
    const frame = node === noNode ? -1 : tree.frameOfNode[node]!;
    const map = maps.get(tree.frames[frame]?.url ?? '');
    const written = frames[frame];
    if (!map || !written?.compiled) return line;
    const original = map.lines.get(line);
    return original?.file === written.url ? original.line : unknownLine;
  });
  return { ...profile, tree: { ...tree, frames }, ticks: { ...ticks, lineOfTick } };
}

function readMap({ positions, lines }: ScriptPositions, mapped: MappedScript): ScriptMap {
  const originals = new Map<string, Original>();
  for (let at = 0; at * 2 + 1 < positions.length; at++) {
    const file = mapped.sources[mapped.positions[at * 3] ?? -1];
    if (file === undefined) continue;
    originals.set(positionKey(positions[at * 2]!, positions[at * 2 + 1]!), {
      file,
      line: mapped.positions[at * 3 + 1] ?? 1,
      column: mapped.positions[at * 3 + 2] ?? 1,
      name: mapped.names[at] ?? null,
    });
  }
  const lineMap = new Map<number, { readonly file: string; readonly line: number }>();
  lines.forEach((line, at) => {
    const file = mapped.sources[mapped.lines[at * 2] ?? -1];
    if (file !== undefined) lineMap.set(line, { file, line: mapped.lines[at * 2 + 1] ?? 1 });
  });
  return { positions: originals, lines: lineMap };
}

function mapFrame(frame: FlameFrame, map: ScriptMap | undefined): FlameFrame {
  const { url, line, column } = frame;
  const original = map?.positions.get(positionKey(line ?? 0, column ?? 1));
  if (!original) return frame;
  const { file } = original;
  // V8 names a function as the code that ran does; the map has a word only where it has none.
  const name = frame.name === '' || frame.name === '(anonymous)' ? (original.name ?? frame.name) : frame.name;
  const { category, packageName } = classifyFrame({ name, url: file, scriptId: mappedScriptId });
  return {
    ...frame,
    name,
    url: file,
    line: original.line,
    column: original.column,
    category,
    packageName,
    compiled: { url, line, column },
  };
}

/** Any but that of a built-in, which has no file. */
const mappedScriptId = '1';
