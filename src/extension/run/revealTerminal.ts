/** When the terminal of a profiled program comes into view by itself. Pure. */
import type { RunOutcome } from '../../profiler/launch/api.ts';

export type RevealTerminal = 'onFailure' | 'always' | 'never';

/** Whether the program failed by itself: the user's own Stop is no failure. */
export const hasFailed = ({ exit }: Pick<RunOutcome, 'exit'>): boolean =>
  exit.reason === 'crashed' || exit.reason === 'killed' || (exit.reason === 'exited' && exit.code !== 0);

/** With an ended program, whether its outcome brings the terminal into view; with none, whether its start does. */
export function revealsTerminal(setting: RevealTerminal, outcome: Pick<RunOutcome, 'exit'> | null): boolean {
  switch (setting) {
    case 'always':
      return outcome === null;
    case 'onFailure':
      return outcome !== null && hasFailed(outcome);
    case 'never':
      return false;
  }
}
