import { defineProperty, isExtensible } from './originals.ts';
import { hookName } from './threadRecorder.ts';

/** Where the inspector finds what we leave for it, and the program does not look. */
export function hiddenPlace(): object {
  const hidden = async function* () {}.constructor;
  return isExtensible(hidden) ? hidden : globalThis;
}

/** Leaves what the watcher is to call in this thread. */
export function placeHook(hook: (...args: never[]) => unknown): void {
  defineProperty(hiddenPlace(), hookName, { configurable: true, enumerable: false, value: hook });
}

/** For the inspector. Plain syntax: the program may have deleted every global by then. */
export const takeHook = `(() => {
  const name = ${JSON.stringify(hookName)};
  const hidden = (async function* () {}).constructor;
  const place = hidden[name] ? hidden : globalThis;
  const hook = place[name];
  delete place[name];
  return hook;
})()`;
