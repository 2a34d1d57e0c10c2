/** Runs a program under measurement. */
import type { Run, RunRequest } from './api.ts';

/** Starts at once; wrong input and failures arrive through `finished`, as UserErrors. */
export function startRun(_request: RunRequest): Run {
  throw new Error('not built yet');
}
