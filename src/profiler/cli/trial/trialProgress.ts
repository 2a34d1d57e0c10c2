/** Shows how a trial goes on: a status bar on a terminal, one line a stage elsewhere. */
import type { TrialProgress, TrialStage } from '../../trial/api.ts';
import { percent } from '../quantities.ts';
import { StatusBar, type Terminal } from '../statusBar.ts';

export interface TrialDisplay {
  update(progress: TrialProgress): void;
  /** Nothing is shown after it. Harmless twice. */
  end(): void;
}

export function showTrialProgress(terminal: Terminal, env: NodeJS.ProcessEnv, name: string): TrialDisplay {
  return StatusBar.fits(terminal, env) ? onTerminal(new StatusBar(terminal), name) : inPlainLines(terminal, name);
}

function onTerminal(bar: StatusBar, name: string): TrialDisplay {
  let ended = false;
  const remove = () => bar.remove();
  // Whatever ends us, the terminal must be whole again.
  process.once('exit', remove);
  return {
    update: ({ text, done, elapsedMs }) => {
      const parts = [`Trial of ${name}`, text, percent(done), `${Math.floor(elapsedMs / 1000)} s`, 'Ctrl-C stops'];
      if (!ended) bar.show(parts.join(' · '));
    },
    end: () => {
      ended = true;
      process.off('exit', remove);
      bar.remove();
    },
  };
}

const stageNames: Record<TrialStage, string> = {
  preparing: 'Calling it serially',
  searching: 'Searching for the best sizes',
  measuring: 'Measuring',
  finishing: 'Done',
};

function inPlainLines(output: Terminal, name: string): TrialDisplay {
  let stage: TrialStage | null = null;
  return {
    update: (progress) => {
      if (progress.stage === stage || progress.stage === 'finishing') return;
      stage = progress.stage;
      // Nothing before the function has run: until then a mistake gets its one sentence and no more.
      if (stage !== 'preparing') output.write(`Trial of ${name}: ${stageNames[stage].toLowerCase()}\n`);
    },
    end: () => {},
  };
}
