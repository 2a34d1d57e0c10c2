/** Reads a capture folder into memory. */
import { finaliseCapture } from './finalise.ts';
import type { LoadedCapture } from './format/loaded.ts';

/** Reads a capture, finishing it first when its recording was cut off. Rejects with a UserError. */
export async function loadCapture(dir: string): Promise<LoadedCapture> {
  const manifest = await finaliseCapture(dir);
  return { manifest, threads: [], sourceMaps: {}, callCounts: null };
}
