/** What a function does besides giving a result: in a worker it would be done elsewhere, or at another time. */
import type { CallExpression, Function } from '@babel/types';
import { isFunction, walk, type Node } from '../../syntax/nodes.ts';
import { hasDynamicScope } from '../../syntax/scopes.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';

/** A sentence, or null. `name` is what the user calls it. */
export function findEffect(source: Source, name: string, code: Node): string | null {
  const at = (node: Node) => `(line ${node.loc?.start.line ?? 1})`;
  if (isFunction(code) && code.generator)
    return `“${name}” is a generator: its values cannot be handed over one by one.`;
  if (hasDynamicScope(source.scopes, code))
    return `“${name}” uses eval ${at(code)}, which may need anything around it.`;
  for (const { identifier, kind, binding } of source.scopes.usesIn(code)) {
    if (!binding && (kind === 'write' || kind === 'update'))
      return `“${name}” sets the global “${identifier.name}” ${at(identifier)}.`;
  }
  for (const node of walk(code)) {
    if (node.type === 'ThisExpression' && !hasOwnThis(source, node, code)) return `“${name}” uses “this” ${at(node)}.`;
    if (node.type === 'MetaProperty' && node.meta.name === 'import' && !isImportMetaDirname(source, node))
      return `“${name}” uses import.meta ${at(node)}, which means the worker’s file there.`;
    if (node.type === 'Identifier' && node.name === '__filename' && !source.scopes.bindingOf(node))
      return `“${name}” uses __filename ${at(node)}, which means the worker’s file there.`;
    const effect = outsideEffect(source, node);
    if (effect !== null) return `“${name}” ${effect} ${at(node)}.`;
  }
  return null;
}

/** A `this` inside of a class or of a function in the moved code is that one's own. */
function hasOwnThis(source: Source, node: Node, code: Node): boolean {
  for (const above of ancestorsOf(source, node)) {
    if (above === code) return above.type === 'ClassDeclaration';
    if (above.type === 'ClassExpression' || above.type === 'ClassDeclaration') return true;
    if (isFunction(above) && above.type !== 'ArrowFunctionExpression') return true;
  }
  return false;
}

const isImportMetaDirname = (source: Source, node: Node): boolean => {
  const parent = source.parentOf.get(node);
  return parent?.type === 'MemberExpression' && textOf(source, parent) === 'import.meta.dirname';
};

/** Of `process`, what is the same in every thread. */
const sharedProcess =
  /^process\.(?:env|platform|arch|version|versions|hrtime|memoryUsage|cwd|nextTick|uptime|pid|release|config|features)\b/;
const fileChange =
  /^(?:append|write|rm|unlink|rename|mkdir|copyFile|cp|truncate|symlink|link|chmod|utimes|createWriteStream)/;

function outsideEffect(source: Source, node: Node): string | null {
  if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && !source.scopes.bindingOf(node.object)) {
    const { name } = node.object;
    if (name === 'console') return 'prints: lines of several workers would come in another order';
    if (name === 'process' && !sharedProcess.test(textOf(source, node)))
      return `uses ${textOf(source, node)}, which belongs to the main thread`;
    if (/^(?:globalThis|global)$/.test(name))
      return `uses ${textOf(source, node)}, and each thread has globals of its own`;
  }
  if (node.type !== 'CallExpression') return null;
  const { callee } = node;
  const called = callee.type === 'Identifier' ? callee : callee.type === 'MemberExpression' ? callee.property : null;
  if (called?.type !== 'Identifier' || !fileChange.test(called.name)) return null;
  const root = callee.type === 'MemberExpression' ? callee.object : callee;
  const declaration = root.type === 'Identifier' ? source.scopes.bindingOf(root)?.declaration : undefined;
  const above = declaration && source.parentOf.get(declaration);
  const isOfFiles =
    (above?.type === 'ImportDeclaration' && /^(?:node:)?fs/.test(above.source.value)) ||
    (declaration?.type === 'VariableDeclarator' &&
      declaration.init &&
      /require\(['"](?:node:)?fs/.test(textOf(source, declaration.init)));
  return isOfFiles ? 'changes files, and calls side by side could get in each other’s way' : null;
}

/** The result, when it is something that a message between threads cannot carry; null otherwise. */
export function unsendableResult(source: Source, name: string, code: Function): string | null {
  for (const result of resultsOf(code)) {
    const what = unsendable(source, result);
    if (what !== null)
      return `“${name}” returns ${what} (line ${result.loc?.start.line ?? 1}), which cannot be sent between threads.`;
  }
  return null;
}

function resultsOf(code: Function): Node[] {
  if (code.body.type !== 'BlockStatement') return [code.body];
  const results: Node[] = [];
  const open: Node[] = [code.body];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isFunction(node)) continue;
    if (node.type === 'ReturnStatement' && node.argument) results.push(node.argument);
    for (const value of Object.values(node) as unknown[])
      for (const child of Array.isArray(value) ? (value as unknown[]) : [value])
        if (typeof child === 'object' && child !== null && typeof (child as Node).type === 'string')
          open.push(child as Node);
  }
  return results;
}

/** Classes whose instances arrive as what they were. */
const sendableClasses = new Set([
  ...['Array', 'Map', 'Set', 'Date', 'RegExp', 'Error', 'TypeError', 'RangeError', 'ArrayBuffer', 'SharedArrayBuffer'],
  ...['DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array', 'Int32Array', 'Promise'],
  ...['Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array', 'String', 'Number', 'Boolean'],
]);
const bufferMakers =
  /^(?:Buffer\.(?:from|alloc|allocUnsafe|concat)|(?:\w+\.)?(?:randomBytes|pbkdf2Sync|scryptSync|(?:gzip|gunzip|deflate|inflate|deflateRaw|inflateRaw|brotliCompress|brotliDecompress|unzip)Sync))$/;

/** What an expression gives, when a worker could not send or receive it; null for all that it may be otherwise. */
export function unsendable(source: Source, value: Node): string | null {
  const given = value.type === 'Identifier' ? initialOf(source, value) : value;
  switch (given?.type) {
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return 'a function';
    case 'ClassDeclaration':
    case 'ClassExpression':
      return 'a class';
    case 'ThisExpression':
      return '“this”';
    case 'NewExpression': {
      const { callee } = given;
      return callee.type === 'Identifier' && !sendableClasses.has(callee.name) ? `an instance of ${callee.name}` : null;
    }
    case 'CallExpression':
      if (bufferMakers.test(textOf(source, given.callee)) || readsBytes(source, given))
        return 'a Buffer (it would arrive as a plain Uint8Array)';
      return given.arguments.length === 0 && /\.digest$/.test(textOf(source, given.callee))
        ? 'a Buffer (it would arrive as a plain Uint8Array)'
        : null;
    case 'ConditionalExpression':
      return unsendable(source, given.consequent) ?? unsendable(source, given.alternate);
    case 'ObjectExpression':
      for (const property of given.properties) {
        if (property.type === 'ObjectMethod') return 'an object with methods';
        const what = property.type === 'ObjectProperty' ? unsendable(source, property.value) : null;
        if (what !== null) return what;
      }
      return null;
    default:
      return null;
  }
}

/** Without an encoding, a file is read as bytes. */
const readsBytes = (source: Source, call: CallExpression): boolean =>
  call.arguments.length === 1 && /(?:^|\.)readFileSync$/.test(textOf(source, call.callee));

/** How many arguments a call has does not reach a worker: it gets one for each parameter. */
export function usesArguments(source: Source, code: Function): boolean {
  return source.scopes.usesIn(code).some(({ identifier, binding }) => {
    if (binding || identifier.name !== 'arguments') return false;
    const own = [...ancestorsOf(source, identifier)].find(
      (above) => isFunction(above) && above.type !== 'ArrowFunctionExpression',
    );
    return own === code;
  });
}

function initialOf(source: Source, identifier: Node): Node | null {
  const binding = source.scopes.bindingOf(identifier);
  if (binding?.kind === 'function' || binding?.kind === 'class') return binding.declaration;
  const declaration = binding?.declaration;
  const isKnown =
    declaration?.type === 'VariableDeclarator' && declaration.id.type === 'Identifier' && binding?.kind === 'const';
  return isKnown && declaration.init && declaration.init.type !== 'Identifier' ? declaration.init : null;
}
