/**
 * Calls back at the very end of a thread, after the program's own exit listeners, without being seen among them:
 * `process.emit` is an accessor that, once the process is exiting, surrounds the listeners by two of ours, of which the first
 * takes both away again. Nothing of ours is on the stack of an error thrown in a listener, and `removeAllListeners` cannot
 * remove us.
 */
import { apply, defineProperty, isMainThread, listenerCount, pid, signalNumbers } from './originals.ts';
import { replaceMethod } from './replaceMethod.ts';

type Emit = typeof process.emit;
type Listeners = Record<string, unknown>;
interface Exiting {
  _exiting?: boolean;
  _events?: Listeners;
  reallyExit(code?: number): never;
  abort(): never;
  _kill(pid: number, signal: number): number;
}

export interface ExitHook {
  /** Swallows the 'worker' event that Node emits for our own worker. */
  hideWorker(worker: object): void;
}

export function onThreadEnd(finish: (reason: string) => void): ExitHook {
  const owner = process as unknown as Exiting & { once(event: 'exit', listener: () => void): void };
  let emit: Emit = process.emit;
  let filtered: Emit | null = null;
  let hidden: object | null = null;
  let armed = false;

  const accessor = {
    __proto__: null,
    configurable: true,
    get(): unknown {
      // A second look while exiting is Node reporting an error of a listener: those behind it will not run.
      if (armed) finish('exit');
      if (owner._exiting === true && !armed) {
        armed = true;
        listenLast(owner, () => finish('exit'));
      }
      if (hidden === null) return emit;
      filtered ??= withoutWorker(emit, (worker) => {
        if (worker !== hidden) return false;
        hidden = null;
        return true;
      });
      return filtered;
    },
    set(replacement: Emit) {
      emit = replacement;
      filtered = null;
      defineProperty(process, 'emit', { ...accessor, enumerable: true });
    },
  } as PropertyDescriptor;
  // Beside the one that it hides, so that `process` has no property of its own that it would not have without us.
  defineProperty(Object.getPrototypeOf(process) as object, 'emit', { ...accessor, enumerable: false });

  // process.exit ends here too, and so does who calls it directly or exits again from a listener.
  replaceMethod(owner, 'reallyExit', () => finish('exit'));
  if (isMainThread) {
    replaceMethod(owner, 'abort', () => finish('abort'));
    // Node shuts the inspector down before it sends itself a signal that nobody handles, and would wait for the watcher.
    replaceMethod(owner, '_kill', (_original, _self, [target, signal]) => {
      if (endsUs(target, signal)) finish('kill');
    });
  }
  return { hideWorker: (worker) => void (hidden = worker) };
}

/** The others are ignored where nobody listens, or stop the process for a while. */
const endingSignals = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGKILL',
  'SIGSEGV',
  'SIGUSR2',
  'SIGALRM',
  'SIGTERM',
  'SIGSYS',
] as const;

function endsUs(target: unknown, signal: unknown): boolean {
  if (target !== 0 && target !== -1 && target !== pid && target !== -pid) return false;
  const name = endingSignals.find((each) => signalNumbers[each] === signal);
  return name !== undefined && apply(listenerCount, process, [name]) === 0;
}

/** `emit` itself may be the program's, wrapped around one that we gave it earlier: each calls the one that it was made for. */
function withoutWorker(emit: Emit, swallow: (worker: unknown) => boolean): Emit {
  const filtered = function (this: unknown, ...args: unknown[]): unknown {
    if (args[0] === 'worker' && swallow(args[1])) return false;
    return apply(emit, process, args);
  };
  for (const property of ['name', 'length'] as const)
    defineProperty(filtered, property, {
      __proto__: null,
      value: emit[property],
      configurable: true,
    } as PropertyDescriptor);
  return filtered as Emit;
}

/**
 * Only for the emit that follows, which copies the list before it calls the first. Written into the list, because a program may
 * count its listeners or look at each that is added.
 */
function listenLast(owner: Exiting & { once(event: 'exit', listener: () => void): void }, last: () => void): void {
  const events = owner._events;
  if (typeof events !== 'object') {
    owner.once('exit', last);
    return;
  }
  const own = events['exit'];
  const takeAway = (): void => {
    if (own === undefined) delete events['exit'];
    else events['exit'] = own;
  };
  const between: unknown[] = own === undefined ? [] : typeof own === 'function' ? [own] : (own as unknown[]);
  events['exit'] = [takeAway, ...between, last];
}
