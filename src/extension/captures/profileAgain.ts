/** The command of a past capture, to be run once more. Pure. */
import path from 'node:path';
import type { Manifest } from '../../profiler/capture/format/capture.ts';
import type { Repeat } from '../run/profile.ts';

/** The same arguments in the same folder; null for a capture that names no script. */
export function commandOf(
  manifest: Pick<Manifest, 'script' | 'command' | 'cwd'>,
): { script: string; repeat: Repeat } | null {
  const { script, command, cwd } = manifest;
  if (script === null) return null;
  const at = command.findIndex((word) => path.resolve(cwd, word) === script);
  return { script, repeat: { args: at === -1 ? [] : command.slice(at + 1), cwd } };
}
