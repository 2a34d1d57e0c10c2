/** Ctrl-C and friends: the program reacts first, we survive to tell what was measured. */
import type { Run } from '../launch/api.ts';

/** Gives the function that ends it. */
export function handOnSignals(run: Run): () => void {
  let interrupts = 0;
  const onInterrupt = () => {
    interrupts++;
    if (interrupts > 1) run.stop();
    // A terminal sends Ctrl-C to the program as well; from elsewhere the signal reached only us.
    else if (hasTerminal()) run.interrupted();
    else run.signal('SIGINT');
  };
  const onEnd = () => run.stop();
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onEnd);
  process.on('SIGHUP', onEnd);
  return () => {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onEnd);
    process.off('SIGHUP', onEnd);
  };
}

const hasTerminal = () => [process.stdin, process.stdout, process.stderr].some((stream) => stream.isTTY);
