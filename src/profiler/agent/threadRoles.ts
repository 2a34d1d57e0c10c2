/** What a kernel thread of a Node process does, from what is known about it. */
import type { ThreadRole } from '../capture/format/capture.ts';

export interface ThreadFacts {
  readonly name: string;
  readonly isMain: boolean;
  readonly isWatcher: boolean;
  /** One of the program's own workers. */
  readonly isWorker: boolean;
  /** Node's own worker, such as the one of the module loader hooks. */
  readonly isNodeInternal: boolean;
  /** Was there before the program. */
  readonly isEarly: boolean;
}

// Names are cut at 15 letters by Linux. Pool threads have one from Node 22 on, V8's from 24 on.
const samplerName = 'v8:ProfEvntProc';
const poolName = 'libuv-worker';
const engineName = /V8Worker|^DelayedTaskSche|^SignalInspector/;
/** Threads that never named themselves carry the name of the process. */
const unnamed = /^(node|.*MainThread)$/;
const namesPoolThreads = Number(process.versions.node.split('.')[0]) >= 22;

export function roleOf(thread: ThreadFacts): ThreadRole {
  if (thread.isMain) return 'main';
  if (thread.isWorker) return 'worker';
  if (thread.isWatcher || thread.name === samplerName) return 'profiler';
  if (thread.name === poolName) return 'pool';
  if (thread.isNodeInternal) return 'other';
  if (thread.isEarly || engineName.test(thread.name)) return 'v8';
  return !namesPoolThreads && unnamed.test(thread.name) ? 'pool' : 'other';
}
