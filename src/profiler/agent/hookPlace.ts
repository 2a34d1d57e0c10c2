import { defineProperty, isExtensible } from './originals.ts';
import { hookSymbolName } from './threadRecorder.ts';

/** Leaves what the watcher is to call in this thread. */
export function placeHook(hook: (...args: never[]) => unknown): void {
  const place = isExtensible(Atomics.notify) ? Atomics.notify : globalThis;
  defineProperty(place, Symbol.for(hookSymbolName), { configurable: true, enumerable: false, value: hook });
}
