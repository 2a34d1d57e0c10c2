/** Where the functions and lines of a capture's profiles were written: by the maps that the capture keeps. */
import { mapPositions } from '../../profiler/analysis/mapPositions.ts';
import { openSourceMaps } from '../../profiler/analysis/sourceMaps.ts';
import type { MappedScript, ScriptPositions } from '../../profiler/capture/format/mappedPositions.ts';
import { readSourceMaps } from '../../profiler/capture/readSourceMaps.ts';

/** Never rejects. */
export async function mapScriptsOfCapture(
  captureDir: string,
  scripts: readonly ScriptPositions[],
): Promise<MappedScript[]> {
  return mapPositions(openSourceMaps(await readSourceMaps(captureDir)), scripts);
}
