/** The CPU profile of a capture's main thread, in the shape that reaches a page. */
import type { FunctionRanges } from '../../profiler/capture/format/functionRanges.ts';
import { readManifest } from '../../profiler/capture/manifest.ts';
import { readFunctionRanges } from '../../profiler/capture/readFunctionRanges.ts';
import { cpuProfileUnreadable } from '../../profiler/errors.ts';
import { readCpuProfile } from '../panel/cpuProfile.ts';

export async function readMainProfile(
  captureDir: string,
): Promise<{ bytes: Uint8Array; functionRanges: FunctionRanges }> {
  const { threads } = await readManifest(captureDir);
  const main = threads.find(({ kind }) => kind === 'main');
  if (!main) throw cpuProfileUnreadable('main');
  const [bytes, functionRanges] = await Promise.all([
    readCpuProfile(captureDir, main.id),
    readFunctionRanges(captureDir),
  ]);
  return { bytes, functionRanges };
}
