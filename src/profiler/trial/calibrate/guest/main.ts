/** Runs in the user's Node binary, as the one that measures, as its threads, and as its child processes. */
import { isMainThread } from 'node:worker_threads';
import { serveAsChild } from './child.ts';
import type { FromGuest } from './measurements.ts';
import { measure } from './measure.ts';
import { childArgument } from './peers.ts';
import { serveAsWorker } from './worker.ts';

const say = (message: FromGuest, then?: () => void) => process.stdout.write(`${JSON.stringify(message)}\n`, then);

if (!isMainThread) serveAsWorker();
else if (process.argv[2] === childArgument) serveAsChild();
else {
  measure((step) => say({ step })).then(
    // Threads and children end with us.
    (measurements) => say({ measurements }, () => process.exit()),
    (error: Error) => {
      process.stderr.write(`${error.message}\n`, () => process.exit(1));
    },
  );
}
