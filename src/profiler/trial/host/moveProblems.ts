/** Whether values can go to a worker, to a child process and through a queue: by sending them there and back. */
import { isDeepStrictEqual, types } from 'node:util';
import v8 from 'node:v8';
import type { MoveProblems } from '../hostMessages.ts';

/** Evenly spread over the values: a copy of each would take as long as the calls themselves. */
const mostChecked = 32;

/** `nameOf` names a value in a sentence, such as "argument 1" or "the result". */
export function moveProblems(values: readonly unknown[], nameOf: (index: number) => string): MoveProblems {
  const problems: MoveProblems = { workers: null, processes: null, queue: null, loss: null };
  const step = Math.max(1, Math.ceil(values.length / mostChecked));
  for (let index = 0; index < values.length; index += step) {
    const value = values[index];
    const name = nameOf(index);
    problems.workers ??= problemOf(value, name, structuredClone);
    problems.processes ??= problemOf(value, name, (one) => v8.deserialize(v8.serialize(one)) as unknown);
    problems.queue ??= lossInJson(value, name);
    if (problems.workers === null) problems.loss ??= lossInClone(value, name);
  }
  return problems;
}

function problemOf(value: unknown, name: string, copy: (value: unknown) => unknown): string | null {
  try {
    copy(value);
    return null;
  } catch (error) {
    const found = findPart(value, name, notCloneable);
    return found ?? `${name} cannot be copied (${(error as Error).message})`;
  }
}

function lossInClone(value: unknown, name: string): string | null {
  if (isDeepStrictEqual(structuredClone(value), value)) return null;
  const found = findPart(value, name, (part) => {
    const type = classOf(part);
    return type === null ? null : `an instance of ${type}, which arrives as a plain object`;
  });
  return found ?? `${name} arrives changed`;
}

function lossInJson(value: unknown, name: string): string | null {
  let back: unknown;
  try {
    back = (JSON.parse(JSON.stringify({ value })) as { value?: unknown }).value;
  } catch (error) {
    return findPart(value, name, notInJson) ?? `${name} is not JSON (${(error as Error).message})`;
  }
  if (isDeepStrictEqual(back, value)) return null;
  return findPart(value, name, notInJson) ?? `${name} does not survive JSON`;
}

/** The first part of a value, outermost first, that `test` names; as a sentence. */
function findPart(value: unknown, name: string, test: (part: unknown) => string | null): string | null {
  const seen = new Set<unknown>();
  const open: { part: unknown; path: string }[] = [{ part: value, path: '' }];
  for (const { part, path } of open) {
    const type = test(part);
    if (type !== null) return path === '' ? `${name} is ${type}` : `${name} holds ${type} (${path})`;
    if (typeof part !== 'object' || part === null || seen.has(part)) continue;
    seen.add(part);
    for (const [step, inner] of partsOf(part)) open.push({ part: inner, path: path + step });
  }
  return null;
}

function partsOf(value: object): [string, unknown][] {
  if (types.isMap(value))
    return [...value].flatMap(([key, one]) => [
      ['<key>', key],
      [`<${String(key)}>`, one],
    ]);
  if (types.isSet(value)) return [...value].map((one) => ['<member>', one]);
  if (ArrayBuffer.isView(value)) return [];
  return Object.entries(value).map(([key, one]) => [Array.isArray(value) ? `[${key}]` : `.${key}`, one]);
}

function notCloneable(part: unknown): string | null {
  if (typeof part === 'function') return part.name === '' ? 'a function' : `a function (${part.name})`;
  if (typeof part === 'symbol') return 'a symbol';
  if (typeof part !== 'object' || part === null) return null;
  if (types.isPromise(part)) return 'a promise';
  if (types.isWeakMap(part) || types.isWeakSet(part)) return 'a weak collection';
  if (part instanceof WeakRef) return 'a WeakRef';
  if (types.isGeneratorObject(part)) return 'a generator';
  if (types.isProxy(part)) return 'a proxy';
  if (types.isSharedArrayBuffer(part)) return 'shared memory';
  if (typeof (part as { pipe?: unknown }).pipe === 'function') return 'a stream';
  return null;
}

function notInJson(part: unknown): string | null {
  const uncloneable = notCloneable(part);
  if (uncloneable !== null) return uncloneable;
  if (typeof part === 'bigint') return 'a BigInt';
  if (typeof part === 'number' && !Number.isFinite(part)) return String(part);
  if (typeof part !== 'object' || part === null) return null;
  const type = classOf(part) ?? builtInOf(part);
  return type === null ? null : `of the type ${type}`;
}

const builtInOf = (part: object) => {
  const tag = (Object.prototype.toString.call(part) as string).slice('[object '.length, -1);
  return tag === 'Object' || tag === 'Array' ? null : tag;
};

/** The name of the developer's own class. */
function classOf(part: unknown): string | null {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return null;
  if (builtInOf(part) !== null && !Buffer.isBuffer(part)) return null;
  const prototype = Object.getPrototypeOf(part) as { constructor?: { name?: string } } | null;
  if (prototype === null || prototype === Object.prototype) return null;
  return prototype.constructor?.name || 'a class';
}
