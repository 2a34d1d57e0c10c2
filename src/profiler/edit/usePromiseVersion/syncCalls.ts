/** Which synchronous functions have a promise version that gives the same result, and which have none and why. */
import type { CallExpression } from '@babel/types';
import type { Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { requiredModule } from '../imports.ts';
import type { Source } from '../source.ts';

export interface SyncCall {
  readonly call: CallExpression;
  /** Without `node:`. */
  readonly module: string;
  /** As called: `readFileSync`. */
  readonly name: string;
  /** `fs` of `fs.readFileSync(…)`; null when the function was imported by its own name. */
  readonly receiver: Node | null;
  /** What the import or require at the top declares: the function itself, or `fs`. */
  readonly binding: Binding | null;
}

export type PromiseVersion =
  /** `fs.promises.readFile`, or `readFile` of `node:fs/promises`. */
  | { readonly kind: 'fs-promises'; readonly name: string }
  | { readonly kind: 'exists' }
  /** `promisify(crypto.pbkdf2)`. */
  | { readonly kind: 'promisify'; readonly name: string }
  /** The same, of a command: its result holds the output as a property. */
  | { readonly kind: 'command'; readonly name: string }
  /** The function without `Sync` returns a promise when it gets no callback. */
  | { readonly kind: 'same-module'; readonly name: string }
  | { readonly kind: 'none'; readonly reason: string };

const fsFunctions = new Set([
  ...['readFile', 'writeFile', 'appendFile', 'readdir', 'stat', 'lstat', 'statfs', 'mkdir', 'mkdtemp', 'rm', 'rmdir'],
  ...['unlink', 'rename', 'copyFile', 'cp', 'access', 'chmod', 'chown', 'lchown', 'link', 'symlink', 'readlink'],
  ...['realpath', 'truncate', 'utimes', 'lutimes', 'opendir'],
]);
const cryptoFunctions = new Set([
  ...['pbkdf2', 'scrypt', 'hkdf', 'randomFill', 'generateKey', 'generateKeyPair', 'generatePrime', 'checkPrime'],
]);
const zlibFunctions = new Set([
  ...['gzip', 'gunzip', 'deflate', 'inflate', 'deflateRaw', 'inflateRaw', 'unzip'],
  ...['brotliCompress', 'brotliDecompress', 'zstdCompress', 'zstdDecompress'],
]);
/** Overloaded in ways that the types of `promisify` do not see: the result would be `unknown`, or options refused. */
const untypedPromises = new Set(['scrypt', 'randomFill', 'generatePrime', 'checkPrime']);
/** Libraries whose functions without `Sync` return promises. */
const promiseLibraries = new Set(['bcrypt', 'bcryptjs', 'fs-extra']);

export function promiseVersionOf({ module, name, call }: SyncCall, isTypeScript: boolean): PromiseVersion {
  const none = (reason: string): PromiseVersion => ({ kind: 'none', reason });
  const base = name.replace(/Sync$/, '');
  const isSync = base !== name;
  if (isSync && promiseLibraries.has(module)) return { kind: 'same-module', name: base };
  switch (module) {
    case 'fs':
      if (name === 'existsSync') return { kind: 'exists' };
      if (isSync && fsFunctions.has(base)) return fsProblem(call) ?? { kind: 'fs-promises', name: base };
      if (/^(open|read|write|close|fsync|fdatasync|fstat|ftruncate)v?Sync$/.test(name))
        return none(
          `${name} works on a numbered file, and promises on a FileHandle: the calls around it would have to change too.`,
        );
      break;
    case 'crypto':
      if (isTypeScript && isSync && untypedPromises.has(base))
        return none(`The types of promisify do not fit ${base}: give its promise version a type of your own first.`);
      if (isSync && cryptoFunctions.has(base)) return { kind: 'promisify', name: base };
      if (name === 'randomBytes' && call.arguments.length === 1) return { kind: 'promisify', name };
      break;
    case 'zlib':
      if (isSync && zlibFunctions.has(base)) return { kind: 'promisify', name: base };
      break;
    case 'child_process':
      if (name === 'execSync' || name === 'execFileSync')
        return commandProblem(call) ?? { kind: 'command', name: base };
      if (name === 'spawnSync')
        return none('spawnSync gives status and output in one result, which no promise version does.');
      break;
    default:
  }
  return none(`${name} has no promise version that is known to give the same.`);
}

/** Properties of an object written out in the call; null where it is something else, and nobody knows what is in it. */
export function optionNames(node: Node | undefined): string[] | null {
  if (node?.type !== 'ObjectExpression') return null;
  const names = node.properties.map((one) =>
    one.type === 'ObjectProperty' && !one.computed && one.key.type === 'Identifier' ? one.key.name : null,
  );
  return names.includes(null) ? null : (names as string[]);
}

function fsProblem({ arguments: given }: CallExpression): PromiseVersion | null {
  const [first] = given;
  const named = first?.type === 'MemberExpression' && !first.computed ? first.property : first;
  if (first?.type === 'NumericLiteral' || (named?.type === 'Identifier' && /^(fd|fileDescriptor)$/i.test(named.name)))
    return { kind: 'none', reason: 'It works on a numbered file, and promises on a FileHandle.' };
  if (given.some((one) => optionNames(one)?.includes('throwIfNoEntry')))
    return {
      kind: 'none',
      reason: 'The promise version knows no throwIfNoEntry: it rejects for a file that is not there.',
    };
  return null;
}

function commandProblem({ arguments: given }: CallExpression): PromiseVersion | null {
  const options = given.find((one) => one.type === 'ObjectExpression');
  const others = given.slice(1).filter((one) => one !== options && one.type !== 'ArrayExpression');
  if (others.length > 0 && !options)
    return {
      kind: 'none',
      reason: 'The options of the command are not written out in the call, so what it returns cannot be told.',
    };
  const names = options ? optionNames(options) : [];
  if (!names) return { kind: 'none', reason: 'Some options of the command are not written out in the call.' };
  const special = names.find((name) => name === 'stdio' || name === 'input');
  return special ? { kind: 'none', reason: `The promise version of the command knows no ${special} option.` } : null;
}

const withoutScheme = (module: string) => module.replace(/^node:/, '');

/** Null when the called function does not come from a module by a name of the file's own. */
export function syncCall(source: Source, call: CallExpression): SyncCall | null {
  const { callee } = call;
  // `(fs.readFileSync)(…)`: the parentheses belong to neither.
  if (callee.start !== call.start) return null;
  if (callee.type === 'Identifier') {
    const binding = source.scopes.bindingOf(callee);
    const from = binding && moduleOf(source, binding);
    return from?.name ? { call, module: from.module, name: from.name, receiver: null, binding: binding ?? null } : null;
  }
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return null;
  const { object, property } = callee;
  if (object.type === 'CallExpression' && object.callee.type === 'Identifier' && object.callee.name === 'require') {
    const [module] = object.arguments;
    if (module?.type !== 'StringLiteral') return null;
    return { call, module: withoutScheme(module.value), name: property.name, receiver: object, binding: null };
  }
  const binding = object.type === 'Identifier' ? source.scopes.bindingOf(object) : undefined;
  const from = binding && moduleOf(source, binding);
  return from && !from.name
    ? { call, module: from.module, name: property.name, receiver: object, binding: binding ?? null }
    : null;
}

/** `name` is null for the whole module. */
function moduleOf(source: Source, binding: Binding): { module: string; name: string | null } | null {
  const { declaration } = binding;
  const parent = source.parentOf.get(declaration);
  if (parent?.type === 'ImportDeclaration') {
    const module = withoutScheme(parent.source.value);
    if (declaration.type !== 'ImportSpecifier') return { module, name: null };
    const { imported } = declaration;
    return { module, name: imported.type === 'Identifier' ? imported.name : imported.value };
  }
  if (parent?.type !== 'VariableDeclaration' || binding.kind !== 'const') return null;
  const required = requiredModule(parent);
  if (!required) return null;
  const module = withoutScheme(required.module);
  if (required.id.type === 'Identifier') return { module, name: null };
  if (required.id.type !== 'ObjectPattern') return null;
  for (const one of required.id.properties)
    if (one.type === 'ObjectProperty' && one.value === binding.identifier && one.key.type === 'Identifier')
      return { module, name: one.key.name };
  return null;
}
