/** The program's workers: each gets the preload, also with its own `env` and `execArgv`, and is flushed before it is terminated. */
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';
import type { AgentConfig } from '../capture/format/control.ts';
import { addPreload } from './environment.ts';
import {
  apply,
  basename,
  construct,
  defineProperty,
  env,
  SHARE_ENV,
  setTimeout,
  threadId,
  Worker,
  type WorkerThread,
} from './originals.ts';
import { replaceMethod } from './replaceMethod.ts';
import type { SharedState } from './sharedState.ts';
import { offering } from './workerOrigin.ts';

/** A worker that spins answers in 2-5 ms, one inside a native call not at all. */
const longestTerminateDelayMs = 200;
/** Each adds a listener to the worker, so they are few. */
const repeatTerminateAfterMs = [50, 300, 2000];
const optionsVariable = 'NODE_OPTIONS';

type Options = { env?: unknown; execArgv?: unknown; name?: unknown; eval?: unknown };

/** `askForFlush` makes the watcher call the thread's `finish`. */
export function followWorkers(config: AgentConfig, state: SharedState, askForFlush: (threadId: number) => void): void {
  const followed = new Proxy(Worker, {
    construct(target, args: unknown[], newTarget) {
      const [file, options] = args as [unknown, Options | undefined];
      const origin = { config, buffer: state.buffer, parentThreadId: threadId, name: nameOf(file, options) };
      return offering(origin, () => constructWith(config, target, args, options, newTarget));
    },
  });
  defineProperty(Worker.prototype, 'constructor', { value: followed, writable: true, configurable: true });
  workerThreads.Worker = followed;
  followTerminate(state, askForFlush);
  syncBuiltinESMExports();
}

/** Only a worker with its own environment or arguments loses the preload; it travels in NODE_OPTIONS then. */
function constructWith(
  config: AgentConfig,
  target: typeof Worker,
  args: unknown[],
  options: Options | undefined,
  newTarget: unknown,
): object {
  const create = (all: unknown[]): object => construct(target, all, newTarget as typeof Worker) as object;
  if (typeof options !== 'object' || options === null) return create(args);
  const own = options.env;
  if (typeof own === 'object' && own !== null) {
    const nodeOptions = addPreload(config.preloadPath, (own as NodeJS.ProcessEnv)[optionsVariable]);
    const changed = Object.create(options, {
      // Without a prototype: the program may have put a `get` on Object.prototype.
      env: {
        __proto__: null,
        value: { ...own, [optionsVariable]: nodeOptions },
        enumerable: true,
      } as PropertyDescriptor,
    }) as Options;
    return create([args[0], changed, ...args.slice(2)]);
  }
  if (!Array.isArray(options.execArgv) || (own !== undefined && own !== null && own !== SHARE_ENV)) return create(args);
  // Node reads our own environment during the constructor.
  const before = env[optionsVariable];
  env[optionsVariable] = addPreload(config.preloadPath, before);
  try {
    return create(args);
  } finally {
    if (before === undefined) delete env[optionsVariable];
    else env[optionsVariable] = before;
  }
}

function nameOf(file: unknown, options: Options | undefined): string {
  if (typeof options?.name === 'string' && options.name !== '') return options.name;
  if (options?.eval === true) return '[worker eval]';
  return basename(file instanceof URL ? file.pathname : String(file));
}

/** V8 forgets a termination that meets our code in the worker, if ever one does: it is then said again. */
function insist(worker: WorkerThread, terminate: () => unknown): void {
  for (const delay of repeatTerminateAfterMs)
    setTimeout(() => {
      if (worker.threadId >= 0) apply(terminate, worker, []);
    }, delay).unref();
}

function followTerminate(state: SharedState, askForFlush: (threadId: number) => void): void {
  replaceMethod(Worker.prototype, 'terminate', (terminate, self) => {
    const worker = self as WorkerThread;
    const slot = state.watcherConnected ? state.slotOf(worker.threadId) : -1;
    if (slot >= 0) {
      const seen = state.flushesOf(slot);
      askForFlush(worker.threadId);
      state.awaitFlush(slot, seen, longestTerminateDelayMs);
    }
    insist(worker, terminate);
  });
}
