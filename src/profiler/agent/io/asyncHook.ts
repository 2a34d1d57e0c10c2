/**
 * Node's async hooks without those for promises, which make awaits five times as slow. Newer versions leave them out when
 * asked; on older ones they are taken off again right after, at the place where Node itself sets them.
 */
import { createHook, defineProperty, getOwnPropertyDescriptor } from '../originals.ts';

export interface Hooks {
  init(id: number, type: string, triggerId: number, resource: object): void;
  before(id: number): void;
}

interface AsyncWrapBinding {
  setPromiseHooks(init: undefined, before: undefined, after: undefined, settled: undefined): void;
}

/** Null when it works, else why the hooks had to be left off. */
export function installHooks({ init, before }: Hooks): string | null {
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
        }
    },
    before(id: number): void {
      try {
        before(id);
      } catch {
        // It stays open then.
      }
    },
    trackPromises: false,
  };
  const hook = createHook(guarded).enable();
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

function dropPromiseHooks(): void {
  const owner = process as unknown as {
    noDeprecation?: boolean;
    binding(name: string): AsyncWrapBinding;
  };
  const { binding } = owner;
  const before = getOwnPropertyDescriptor(owner, 'noDeprecation');
  defineProperty(owner, 'noDeprecation', { value: true, configurable: true, writable: true, enumerable: true });
  try {
    binding.call(process, 'async_wrap').setPromiseHooks(undefined, undefined, undefined, undefined);
  } finally {
    if (before) defineProperty(owner, 'noDeprecation', before);
    else delete owner.noDeprecation;
  }
}
