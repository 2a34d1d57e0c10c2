/** The agent in a worker: recording, and the same following of workers and children as in the main thread. */
import { followChildren } from './childProcesses.ts';
import { restoreNodeOptions } from './environment.ts';
import { onThreadEnd } from './exitHook.ts';
import { placeHook } from './hookPlace.ts';
import { BroadcastChannel, env, pid, threadId } from './originals.ts';
import { ownOsThreadId } from './osThread.ts';
import { SharedState } from './sharedState.ts';
import { startThread } from './threadStart.ts';
import type { WorkerOrigin } from './workerOrigin.ts';
import { requestChannelName } from './workerRequests.ts';
import { followWorkers } from './workerThreads.ts';

/** What the hook of a thread that is not the program's answers: its kernel thread id, negated. */
const internalThreadHook = (): number => -(ownOsThreadId() ?? 0);

export function startWorkerThread(origin: WorkerOrigin | null): void {
  if (!origin) {
    placeHook(internalThreadHook);
    return;
  }
  const { config, parentThreadId, name } = origin;
  restoreNodeOptions(env, config.preloadPath);
  const state = new SharedState(origin.buffer);
  const { recorder, full } = startThread(config, { kind: 'worker', name, parentPid: pid, parentThreadId }, state, null);
  onThreadEnd((reason) => recorder.finish(reason));
  followWorkers(config, state, askForFlush);
  followChildren({ ...config, parent: { pid, threadId } }, (record) => full?.note(record));
  full?.startOperations();
}

function askForFlush(id: number): void {
  const channel = new BroadcastChannel(requestChannelName(pid));
  channel.postMessage({ finish: id });
  channel.close();
}
