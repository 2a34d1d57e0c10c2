/** Exit statuses: the program's own, or ours when profiling itself failed. */
import os from 'node:os';
import type { RunOutcome } from '../launch/api.ts';

/** EX_SOFTWARE of sysexits.h: far from what programs use themselves. */
export const profilingFailed = 70;

/** As shells do: 128 + n for signal n. */
export function exitStatus({ code, signal }: RunOutcome['exit']): number {
  const ofSignals = 128;
  if (signal !== null) return ofSignals + os.constants.signals[signal];
  return code ?? profilingFailed;
}
