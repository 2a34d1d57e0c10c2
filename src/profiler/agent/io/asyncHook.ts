/**
 * Node's async hooks for everything but promises. `AsyncHook.enable` switches promise hooks on with every hook before Node 24,
 * and V8 never forgets it: awaits of async functions took 1.4 times as long even after they were taken off again (8 M of
 * them: 287 ms without, 398 ms with, on 20 and 22). So our hook goes where `enable` would put it, without `enable`.
 */
import type { Cdp } from '../cdp.ts';
import { readEnclosing } from '../enclosingScope.ts';
import { createHook } from '../originals.ts';

export interface Hooks {
  init(id: number, type: string, triggerId: number, resource: object): void;
  before(id: number): void;
  /** One of the two threw. */
  failed(): void;
}

/** Variables of `node:async_hooks`: the list of hooks with the counters by which native code decides whether to call. */
type HookArrays = () => [hooks: object[], counters: Record<number, number>];

export interface HookSwitch {
  /** Whether `init` and `before` are called; the program's own hooks may have them called all the same. */
  set(hook: 'init' | 'before', isOn: boolean): void;
  /** Ids are given out by one counter for all resources, hooks or not. Takes one. */
  nextId(): number;
}

/** Or why the hooks had to be left off. */
export function installHooks(cdp: Cdp, { init, before, failed }: Hooks): HookSwitch | string {
  const guarded = {
    // An exception here would abort the program.
    init(id: number, type: string, triggerId: number, resource: object): void {
      try {
        init(id, type, triggerId, resource);
      } catch {
        // The operation is missing then.
        failed();
      }
    },
    before(id: number): void {
      try {
        before(id);
      } catch {
        // It stays open then.
        failed();
      }
    },
    // Understood by Node 24 and later: not called for promises when the program's own hooks ask for them.
    trackPromises: false,
  };
  const hook = createHook(guarded);
  try {
    const node = readEnclosing(cdp, hook.enable, ['getHookArrays', 'kInit', 'kBefore', 'newAsyncId']);
    if (typeof node?.getHookArrays !== 'function' || typeof node.newAsyncId !== 'function')
      return 'this version of Node.js keeps them elsewhere';
    const [hooks, counters] = (node.getHookArrays as HookArrays)();
    hooks.push(hook);
    // The sum of all counters stays as it is, so that the first hook of the program is the first to Node too: with it,
    // callbacks go through a function that error stacks show.
    const counterOf = { init: node.kInit as number, before: node.kBefore as number };
    counters[counterOf.init]!++;
    counters[counterOf.before]!++;
    return {
      set: (name, isOn) => void (counters[counterOf[name]]! += isOn ? 1 : -1),
      nextId: node.newAsyncId as () => number,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
