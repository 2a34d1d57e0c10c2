/** What to do where no edit is offered, in one sentence. Pure. */
import type { RecommendedAction } from '../report.ts';
import { nameOf } from './filePath.ts';
import { variable } from './setPoolSize/variable.ts';

export function byHand(action: RecommendedAction): string {
  switch (action.kind) {
    case 'bound-awaits':
      return `Take out what makes one call need the one before it, then keep at most ${action.limit} of them in flight (p-map with concurrency: ${action.limit}).`;
    case 'change-limit':
      return `Find what keeps these calls to ${action.from} at a time, and set it to ${action.limit}.`;
    case 'use-promise-version':
      return 'Call the promise version instead, in a function that awaits it and is awaited by its own callers.';
    case 'move-to-worker':
      return `Put the computing of ${action.name} into a function of its own file that needs only what it is given, and call it through a pool of ${action.size} workers (piscina).`;
    case 'run-in-cluster':
      return `Keep what requests share outside of the process, then start ${action.size} processes of ${nameOf(action.file)} behind one port (node:cluster).`;
    case 'set-pool-size':
      return `Set ${variable}=${action.size} in the environment wherever ${nameOf(action.file)} is started.`;
  }
}
