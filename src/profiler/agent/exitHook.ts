/**
 * Calls back at the very end of a thread, after the program's own exit listeners, without being seen among them:
 * `process.emit` is an accessor that, once the process is exiting, adds our listener behind all others. Nothing of ours
 * is on the stack of an error thrown in a listener, and `removeAllListeners` cannot remove us.
 */
import { apply, defineProperty, isMainThread } from './originals.ts';
import { replaceMethod } from './replaceMethod.ts';

type Emit = typeof process.emit;
type Exiting = { _exiting?: boolean; reallyExit(code?: number): never; abort(): never };

export interface ExitHook {
  /** Swallows the 'worker' event that Node emits for our own worker. */
  hideWorker(worker: object): void;
}

export function onThreadEnd(finish: (reason: string) => void): ExitHook {
  const owner = process as unknown as Exiting & { once(event: 'exit', listener: () => void): void };
  let emit: Emit = process.emit;
  let hidden: object | null = null;
  let armed = false;

  const withoutOurWorker = function (this: unknown, ...args: unknown[]): unknown {
    if (args[0] === 'worker' && args[1] === hidden) {
      hidden = null;
      return false;
    }
    return apply(emit, process, args);
  };
  defineProperty(process, 'emit', {
    configurable: true,
    enumerable: false,
    get(): unknown {
      // A second look while exiting is Node reporting an error of a listener: those behind it will not run.
      if (armed) finish('exit');
      if (owner._exiting === true && !armed) {
        armed = true;
        owner.once('exit', () => finish('exit'));
      }
      return hidden === null ? emit : withoutOurWorker;
    },
    set(replacement: Emit) {
      emit = replacement;
    },
  });

  for (const property of ['name', 'length'] as const)
    defineProperty(withoutOurWorker, property, { value: emit[property], configurable: true });

  // process.exit ends here too, and so does who calls it directly or exits again from a listener.
  replaceMethod(owner, 'reallyExit', () => finish('exit'));
  if (isMainThread) replaceMethod(owner, 'abort', () => finish('abort'));
  return { hideWorker: (worker) => void (hidden = worker) };
}
