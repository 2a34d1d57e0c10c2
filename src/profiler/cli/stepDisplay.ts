/** Shows a short wait of ours: the steps on a status bar, elsewhere one plain line. */
import { StatusBar, type Terminal } from './statusBar.ts';

export interface StepDisplay {
  readonly step: (step: string) => void;
  /** Nothing is shown after it. Harmless twice. */
  readonly end: () => void;
}

export function showSteps(terminal: Terminal, env: NodeJS.ProcessEnv, title: string): StepDisplay {
  if (!StatusBar.fits(terminal, env)) {
    terminal.write(`${title}…\n`);
    return { step: () => {}, end: () => {} };
  }
  const bar = new StatusBar(terminal);
  const remove = () => bar.remove();
  // Whatever ends us, the terminal must be whole again.
  process.once('exit', remove);
  bar.show(`${title}…`);
  return {
    step: (step) => bar.show(`${title}: ${step}`),
    end: () => {
      process.off('exit', remove);
      bar.remove();
    },
  };
}
