import { apply, defineProperty } from './originals.ts';

type Method = (...args: never[]) => unknown;

/** Runs `before` ahead of a method, which keeps its name, length and place. */
export function replaceMethod<Name extends string>(
  owner: { [Key in Name]: Method },
  name: Name,
  before: (original: Method, self: unknown, args: readonly unknown[]) => void,
): void {
  const original: Method = owner[name];
  const enumerable = Object.prototype.propertyIsEnumerable.call(owner, name);
  const replacement = {
    [name](this: unknown, ...args: unknown[]): unknown {
      before(original, this, args);
      return apply(original, this, args);
    },
  }[name]!;
  defineProperty(replacement, 'length', { value: original.length, configurable: true });
  defineProperty(owner, name, { value: replacement, writable: true, configurable: true, enumerable });
}
