/**
 * Node's async hooks without those for promises, which make awaits five times as slow. Newer versions leave them out when
 * asked; on older ones they are taken off again right after, at the place where Node itself sets them.
 */
import type { AsyncHook } from 'node:async_hooks';
import { apply, createHook, defineProperty, getOwnPropertyDescriptor, getOwnPropertySymbols } from '../originals.ts';

export interface Hooks {
  init(id: number, type: string, triggerId: number, resource: object): void;
  before(id: number): void;
  /** One of the two threw. */
  failed(): void;
}

interface AsyncWrapBinding {
  setPromiseHooks(init: undefined, before: undefined, after: undefined, settled: undefined): void;
}

/** Null when it works, else why the hooks had to be left off. */
export function installHooks({ init, before, failed }: Hooks): string | null {
  let seesPromises = false;
  let isTrying = true;
  const guarded = {
    // An exception here would abort the program.
    init(id: number, type: string, triggerId: number, resource: object): void {
      if (isTrying) seesPromises ||= type === 'PROMISE';
      else
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
    trackPromises: false,
  };
  const hook = createHook(guarded);
  enableUnseen(hook);
  void Promise.resolve();
  try {
    if (seesPromises) dropPromiseHooks();
    seesPromises = false;
    void Promise.resolve();
    if (seesPromises) throw new Error('the hooks for promises could not be taken off');
  } catch (error) {
    hook.disable();
    return error instanceof Error ? error.message : String(error);
  }
  isTrying = false;
  return null;
}

/**
 * With the first hook, Node begins to call back through a function of its own, which the program's error stacks would show.
 * It takes "first" from a sum of counters, one per sort of callback. A hook that gains a callback between being enabled and
 * disabled leaves that sum below zero: ours is not the first then. Enabled again, it brings the counters back to the truth.
 */
function enableUnseen(hook: AsyncHook): void {
  const counterweight = createHook({ trackPromises: false } as object);
  const after = getOwnPropertySymbols(counterweight).find(({ description }) => description === 'after');
  if (after === undefined) {
    hook.enable();
    return;
  }
  const weights = counterweight as unknown as Record<symbol, unknown>;
  counterweight.enable();
  weights[after] = () => undefined;
  counterweight.disable();
  hook.enable();
  counterweight.enable();
  weights[after] = undefined;
}

function dropPromiseHooks(): void {
  const owner = process as unknown as { noDeprecation?: boolean; binding(name: string): AsyncWrapBinding };
  const { binding } = owner;
  const before = getOwnPropertyDescriptor(owner, 'noDeprecation');
  defineProperty(owner, 'noDeprecation', { value: true, configurable: true, writable: true, enumerable: true });
  try {
    apply(binding, process, ['async_wrap']).setPromiseHooks(undefined, undefined, undefined, undefined);
  } finally {
    if (before) defineProperty(owner, 'noDeprecation', before);
    else delete owner.noDeprecation;
  }
}
