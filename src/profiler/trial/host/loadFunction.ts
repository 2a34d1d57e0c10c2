/** Imports the user's module and finds the function, in a host, a worker or a child process. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect, types } from 'node:util';
import { isMainThread } from 'node:worker_threads';
import type { Refusal } from '../hostMessages.ts';

export type UserFunction = (...args: unknown[]) => unknown;

/** Thrown instead of an answer; reaches the trial as it is. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super('message' in refusal ? refusal.message : refusal.kind);
    this.refusal = refusal;
  }
}

/** Throws `Refused` when there is no such function. */
export async function loadFunction(file: string, exportName: string): Promise<UserFunction> {
  const module = await importModule(file);
  const found = find(module, exportName);
  if (found === undefined) throw new Refused({ kind: 'export-missing', exports: namesOf(module) });
  if (typeof found !== 'function' || isClass(found)) {
    throw new Refused({ kind: 'not-a-function', type: typeof found === 'function' ? 'class' : describe(found) });
  }
  // Its call only makes an iterator: what it computes would not be measured.
  if (types.isGeneratorFunction(found)) throw new Refused({ kind: 'not-a-function', type: 'generator' });
  return found as UserFunction;
}

export async function importModule(file: string): Promise<Record<string, unknown>> {
  try {
    if (lacksLoader(file)) await registerTsx(file);
    return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  } catch (error) {
    throw new Refused({ kind: 'import-failed', message: messageOf(error) });
  }
}

/** `--import tsx` reaches worker threads too, but before Node 22 it does nothing there. */
const lacksLoader = (file: string) =>
  !isMainThread &&
  Number.parseInt(process.versions.node, 10) < 22 &&
  /\.[mc]?ts$/i.test(file) &&
  process.execArgv.some((word) => word.includes('tsx'));

/** As a module: the CommonJS copy of tsx's interface looks for its hooks in the wrong folder (tsx 4.23). */
async function registerTsx(file: string): Promise<void> {
  const api = path.join(path.dirname(createRequire(file).resolve('tsx/esm/api')), 'index.mjs');
  ((await import(pathToFileURL(api).href)) as { register(): unknown }).register();
}

/** Node lists only those exports of a CommonJS module that it can read off its text; the others are in `default`. */
function find(module: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(module, name) && module[name] !== undefined && !isWrapped(module, name)) return module[name];
  const inner = module.default as Record<string, unknown> | undefined;
  if (inner === null || (typeof inner !== 'object' && typeof inner !== 'function')) return undefined;
  return Object.hasOwn(inner, name) ? inner[name] : undefined;
}

/** What a compiler makes of `export default` in CommonJS: `{ __esModule: true, default: … }`, once more inside `default`. */
const isWrapped = (module: Record<string, unknown>, name: string) =>
  name === 'default' && (module.default as { __esModule?: unknown } | null)?.__esModule === true;

function namesOf(module: Record<string, unknown>): string[] {
  const inner = module.default;
  const names = new Set(Object.keys(module));
  if (typeof inner === 'object' && inner !== null) for (const name of Object.keys(inner)) names.add(name);
  names.delete('module.exports');
  names.delete('__esModule');
  return [...names].sort();
}

const isClass = (found: object) => /^class\b/.test(Function.prototype.toString.call(found));

const describe = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** One line: it stands within a sentence. */
export function messageOf(error: unknown): string {
  // Not String(): an object without a prototype cannot be turned into one.
  if (!(error instanceof Error)) return `threw ${inLine(typeof error === 'string' ? error : inspect(error))}`;
  const message = inLine(String(error.message));
  if (message === '') return error.name;
  return error.name === 'Error' ? message : `${error.name}: ${message}`;
}

/** Some messages hold a whole file, or a diff. */
const longestMessage = 300;

function inLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
