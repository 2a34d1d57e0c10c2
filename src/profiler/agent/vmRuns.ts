/**
 * Marks the time in which the program may be inside `vm` with a time limit. V8 forgets the limit when it expires while code for
 * the inspector runs, and an endless loop would go on: the watcher leaves the thread alone meanwhile.
 */
import vm from 'node:vm';
import { apply, defineProperty } from './originals.ts';

const { resolve } = Promise;
const { then } = Promise.prototype;

/**
 * An accessor, because a function of ours around Node's own would stand in the stack of every error thrown inside. It tells when
 * a run begins; that it has ended is certain when microtasks run.
 */
export function followVmRuns(setInside: (inside: boolean) => void): void {
  const prototype = Object.getPrototypeOf(vm.Script.prototype) as { runInContext: unknown };
  let native = prototype.runInContext;
  let isInside = false;
  const leave = (): void => {
    isInside = false;
    setInside(false);
  };
  defineProperty(prototype, 'runInContext', {
    configurable: true,
    enumerable: true,
    get(): unknown {
      if (isInside) return native;
      isInside = true;
      setInside(true);
      void apply(then, apply(resolve, Promise, []), [leave]);
      return native;
    },
    set(replacement: unknown) {
      native = replacement;
    },
  });
}
