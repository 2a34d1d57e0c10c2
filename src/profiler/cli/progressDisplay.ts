/** Shows how a run goes on: a status bar on a terminal, two plain lines elsewhere. */
import type { Progress } from '../launch/api.ts';
import { progressText } from './progressText.ts';
import { duration } from './quantities.ts';
import { StatusBar, type Terminal } from './statusBar.ts';

export interface ProgressDisplay {
  update(progress: Progress): void;
  /** Nothing is shown after it. Harmless twice. */
  end(): void;
}

/** A short program is over before a status bar would be read. */
const barAfterMs = 400;

export function showProgress(terminal: Terminal, env: NodeJS.ProcessEnv, command: string): ProgressDisplay {
  return StatusBar.fits(terminal, env) ? onTerminal(new StatusBar(terminal)) : inPlainLines(terminal, command);
}

function onTerminal(bar: StatusBar): ProgressDisplay {
  let ended = false;
  const remove = () => bar.remove();
  // Whatever ends us, the terminal must be whole again.
  process.once('exit', remove);
  // Ctrl-Z: the shell needs its screen until we are continued; the next update shows the bar again.
  const suspend = () => {
    bar.remove();
    process.kill(process.pid, 'SIGSTOP');
  };
  process.on('SIGTSTP', suspend);
  return {
    update: (progress) => {
      if (!ended && progress.elapsedMs >= barAfterMs) bar.show(progressText(progress));
    },
    end: () => {
      ended = true;
      process.off('exit', remove);
      process.off('SIGTSTP', suspend);
      bar.remove();
    },
  };
}

/** Nothing before the program runs: until then a mistake gets its one sentence and no more. */
function inPlainLines(output: Terminal, command: string): ProgressDisplay {
  let recordedMs: number | null = null;
  return {
    update: ({ stage, elapsedMs }) => {
      if (stage === 'starting') return;
      if (recordedMs === null) output.write(`Profiling ${command}\n`);
      if (stage === 'recording' || stage === 'stopping') recordedMs = elapsedMs;
      if (stage === 'analysing') output.write(`Recorded ${duration(recordedMs ?? elapsedMs)}\n`);
    },
    end: () => {},
  };
}
