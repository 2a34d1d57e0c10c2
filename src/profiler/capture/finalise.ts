/** Turns what the agents wrote while the program ran into the standard files of a finished capture. */
import type { Manifest } from './format/capture.ts';

/**
 * Finishes a capture: merges windows, names threads, collects source maps, removes what was temporary. Harmless on a
 * finished one. A capture that was cut off mid-write keeps all that can be read. Rejects with a UserError.
 */
export async function finaliseCapture(_dir: string): Promise<Manifest> {
  throw new Error('not built yet');
}
