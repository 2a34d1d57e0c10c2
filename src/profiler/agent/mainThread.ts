/** The agent in the main thread of a process: starts the recorder, then the watcher, and ends both in the right order. */
import type { AgentConfig } from '../capture/format/control.ts';
import { followChildren } from './childProcesses.ts';
import { chooseEngine } from './engineChoice.ts';
import { onThreadEnd } from './exitHook.ts';
import { addFinalClocks } from './finalClocks.ts';
import { basename, dirname, join, pid, readdirSync, setInterval, Worker, type WorkerThread } from './originals.ts';
import { SharedState } from './sharedState.ts';
import { startThread, type StartedThread } from './threadStart.ts';
import type { WatcherData } from './watcherMessages.ts';
import { samplerHangs } from './noSampling.ts';
import { followWorkers } from './workerThreads.ts';

/**
 * Node prints "Waiting for the debugger to disconnect..." when the watcher is still connected at the end. It answers in
 * 0.3 ms, and after flushing workers in a few more; this is for a machine that starves it.
 */
const longestExitMs = 2000;

export function startMainThread(given: AgentConfig): void {
  const config = { ...given, unsampled: samplerHangs };
  const engine = chooseEngine(config);
  const state = new SharedState();
  const started = startThread(
    config,
    {
      kind: config.parent ? 'process' : 'main',
      name: process.argv[1] === undefined ? '[eval]' : basename(process.argv[1]),
      parentPid: config.parent?.pid ?? null,
      parentThreadId: config.parent?.threadId ?? null,
    },
    state,
    engine,
  );
  const watcher = startWatcher(config, state, started);
  const { hideWorker } = onThreadEnd((reason) => end(reason, state, started, watcher));
  if (watcher) hideWorker(watcher);
  followWorkers(config, state, (threadId) => watcher?.postMessage({ finish: threadId }));
  followChildren({ ...config, parent: { pid, threadId: 0 } }, (record) => started.full?.note(record));
  started.full?.startOperations();
}

function startWatcher(config: AgentConfig, state: SharedState, { recorder, full }: StartedThread): WorkerThread | null {
  try {
    const workerData: WatcherData = { config, buffer: state.buffer, earlyThreads: threadIds() };
    // An environment and arguments of its own: none of the user's preloads or loaders run in it, nor does ours.
    // Streams of its own: the program's stdout is not opened before the program does.
    const watcher = new Worker(join(dirname(config.preloadPath), 'watcher.cjs'), {
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      workerData,
    });
    watcher.on('error', () => full?.warn('The watcher thread failed: per-thread CPU and live numbers are missing.'));
    watcher.unref();
    return watcher;
  } catch (error) {
    full?.warn(`No watcher thread could be started (${String(error)}): per-thread CPU and live numbers are missing.`);
    setInterval(() => recorder.tick(), config.options.counterMs).unref();
    return null;
  }
}

/** Threads that are here before the program: V8's own, as far as they have no names. */
function threadIds(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [];
  }
}

function end(
  reason: string,
  state: SharedState,
  { recorder, full }: StartedThread,
  watcher: WorkerThread | null,
): void {
  const connected = watcher !== null && !state.claimWatcher('closing') && state.watcherConnected;
  if (connected) watcher.postMessage({ exit: true });
  recorder.finish(reason);
  if (connected) state.awaitExit(longestExitMs);
  else if (full) addFinalClocks((record) => full.note(record));
}
