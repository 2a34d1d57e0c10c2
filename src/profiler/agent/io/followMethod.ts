/** Sees the calls of one method of a native handle of Node's, which the program does not hold. */
import { apply, defineProperty } from '../originals.ts';

type Method = (...args: never[]) => unknown;

/** The frame's name tells the analysis that what it calls is the program's. */
export function followMethod<Name extends string>(
  handle: { [Key in Name]?: Method },
  name: Name,
  called: () => void,
): void {
  const original = handle[name];
  if (typeof original !== 'function') return;
  function passOn(this: unknown, ...args: unknown[]): unknown {
    try {
      called();
    } catch {
      // The operation is missing then.
    }
    return apply(original!, this, args);
  }
  defineProperty(handle, name, { configurable: true, writable: true, enumerable: false, value: passOn });
}
