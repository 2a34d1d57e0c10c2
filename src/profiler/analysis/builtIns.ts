/** Names of JavaScript's own functions, asked from the language itself, so that none is forgotten. */
const holders: readonly object[] = [
  Object,
  Function,
  Array,
  String,
  Number,
  BigInt,
  Boolean,
  Symbol,
  RegExp,
  Date,
  Map,
  Set,
  WeakMap,
  WeakSet,
  Promise,
  Proxy,
  ArrayBuffer,
  DataView,
  Error,
  Object.getPrototypeOf(Int8Array) as object,
  Object.getPrototypeOf([][Symbol.iterator]()) as object,
  Object.getPrototypeOf(function* () {}) as object,
  Math,
  JSON,
  Reflect,
  globalThis,
];

const names = new Set(holders.flatMap((holder) => [...Object.getOwnPropertyNames(holder), ...prototypeNames(holder)]));

function prototypeNames(holder: object): string[] {
  const prototype: unknown = (holder as { prototype?: unknown }).prototype;
  return typeof prototype === 'object' && prototype !== null ? Object.getOwnPropertyNames(prototype) : [];
}

export const isBuiltIn = (name: string): boolean =>
  name === '' || name.startsWith('RegExp: ') || name.startsWith('(') || names.has(name.replace(/^[gs]et /, ''));
