/** Entry: required by NODE_OPTIONS in every thread of every Node process of the program, before any of its code. */
import type { AgentConfig } from '../capture/format/control.ts';
import { takeConfig } from './environment.ts';
import { EventLog, threadKey } from './files.ts';
import { startMainThread } from './mainThread.ts';
import { env, isMainThread, pid, threadId } from './originals.ts';
import { takeOrigin } from './workerOrigin.ts';
import { startWorkerThread } from './workerThread.ts';

// Loaded by path; the program finds no trace of it in its module cache.
delete require.cache[__filename];

let config: AgentConfig | null = null;
try {
  if (isMainThread) {
    config = takeConfig(env);
    if (config) startMainThread(config);
  } else {
    const origin = takeOrigin();
    config = origin?.config ?? null;
    startWorkerThread(origin);
  }
} catch (error) {
  sayUnprofiled(config, error);
}

/** The program runs on. */
function sayUnprofiled(config: AgentConfig | null, error: unknown): void {
  try {
    if (config)
      new EventLog(config.captureDir, threadKey(pid, threadId)).add({
        k: 'warning',
        text: `This thread could not be profiled: ${String(error)}`,
      });
  } catch {
    // Nowhere to say it.
  }
}
