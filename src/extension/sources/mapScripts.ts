/** Where the functions and lines of a profile file were written: by the source maps of the scripts that are here. */
import { mapPositions } from '../../profiler/analysis/mapPositions.ts';
import { openSourceMaps } from '../../profiler/analysis/sourceMaps.ts';
import type { MappedScript, ScriptPositions } from '../../profiler/capture/format/mappedPositions.ts';
import { findFile } from './findFile.ts';
import { readSourceMap } from './readSourceMap.ts';

/** They come hottest first. A script that lies elsewhere costs a search in the workspace, 10 to 100 ms. */
const mostScripts = 100;
/** Packages are looked at as they are installed; their maps name sources that are not. */
const installed = /[\\/]node_modules[\\/]/;

/** Never rejects: a map that cannot be read is none. */
export async function mapScripts(asked: readonly ScriptPositions[]): Promise<MappedScript[]> {
  const scripts = asked.filter(({ script }) => !installed.test(script)).slice(0, mostScripts);
  const mapped: MappedScript[] = [];
  for (const positions of scripts) {
    const { script } = positions;
    const map = await mapOf(script).catch(() => null);
    if (map) mapped.push(...mapPositions(openSourceMaps({ [script]: map }), [positions]));
  }
  return mapped;
}

async function mapOf(script: string): Promise<unknown> {
  const file = await findFile(script, 'certain');
  return file && (await readSourceMap(file))?.map;
}
