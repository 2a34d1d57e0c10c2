/** What a server keeps in memory between requests: several processes would each have their own. */
import type { Binding } from '../../syntax/scopes.ts';
import { isFunction, walk, type Node } from '../../syntax/nodes.ts';
import { nameOf } from '../filePath.ts';
import { changesElsewhere } from '../moveToWorker/parameters.ts';
import { changesInPlace } from '../mutation.ts';
import { ancestorsOf, type Source } from '../source.ts';

/** One sentence, with the variable and its place; null when nothing was found. */
export function findMemoryState(sources: readonly Source[], each: 'process' | 'worker'): string | null {
  const statefulClasses = new Set(sources.flatMap((source) => classesWithState(source)));
  for (const source of sources) {
    for (const binding of source.scopes.program.bindings.values()) {
      const found = changeBetweenRequests(source, binding) ?? instanceWithState(binding, statefulClasses);
      if (found === null) continue;
      const line = found.loc?.start.line ?? 1;
      return `${nameOf(source.file)} keeps “${binding.name}” in memory (line ${line}): each ${each} would have its own.`;
    }
  }
  return null;
}

function changeBetweenRequests(source: Source, binding: Binding): Node | null {
  if (binding.kind === 'import' || binding.kind === 'type' || binding.kind === 'class') return null;
  const isContainer = holdsContainer(binding);
  for (const { identifier, kind } of binding.uses) {
    const isAssigned = kind === 'update' || (kind === 'write' && !isMadeOnce(source, identifier, binding.name));
    const isChanged = isContainer && (changesInPlace(source, identifier) || changesElsewhere(source, identifier));
    if (!isAssigned && !isChanged) continue;
    if (!runsAtStartOnly(source, identifier)) return identifier;
  }
  return null;
}

/** `cache ??= open()`, `if (!cache) cache = open()`: every process makes its own once, which is as it should be. */
function isMadeOnce(source: Source, identifier: Node, name: string): boolean {
  for (const above of ancestorsOf(source, identifier)) {
    if (isFunction(above)) return false;
    if (above.type !== 'IfStatement') continue;
    const { test } = above;
    const isMissing =
      test.type === 'UnaryExpression' && test.argument.type === 'Identifier' && test.argument.name === name;
    const isCompared = test.type === 'BinaryExpression' && test.left.type === 'Identifier' && test.left.name === name;
    if (isMissing || isCompared) return true;
  }
  return false;
}

const containers = /^(?:Map|Set|WeakMap|WeakSet|Array|\w*(?:Cache|LRU|Store)\w*|\w+Array)$/;

function holdsContainer({ declaration }: Binding): boolean {
  const init = declaration.type === 'VariableDeclarator' ? declaration.init : null;
  if (init?.type === 'ObjectExpression' || init?.type === 'ArrayExpression') return true;
  if (init?.type === 'NewExpression') return init.callee.type === 'Identifier' && containers.test(init.callee.name);
  return (
    init?.type === 'CallExpression' &&
    init.callee.type === 'MemberExpression' &&
    /^Object$|^Array$/.test(rootName(init.callee))
  );
}

const rootName = (node: Extract<Node, { type: 'MemberExpression' }>): string =>
  node.object.type === 'Identifier' ? node.object.name : '';

/** At the top level, or in a function that only the top level calls, or that waits for the end. */
function runsAtStartOnly(source: Source, node: Node): boolean {
  const functions = [...ancestorsOf(source, node)].filter(isFunction);
  const outermost = functions.at(-1);
  if (!outermost) return true;
  const parent = source.parentOf.get(outermost);
  if (parent?.type === 'CallExpression' && parent.callee !== outermost) return isAtStartOrEnd(parent);
  const identifier =
    outermost.type === 'FunctionDeclaration' ? outermost.id : parent?.type === 'VariableDeclarator' ? parent.id : null;
  const binding = identifier ? source.scopes.bindingOf(identifier) : undefined;
  const isExported = [...ancestorsOf(source, outermost)].some(({ type }) => type.startsWith('Export'));
  if (!binding || isExported) return false;
  return binding.uses.every(({ identifier: use }) => {
    const call = source.parentOf.get(use);
    return call?.type === 'CallExpression' && call.callee === use && ![...ancestorsOf(source, use)].some(isFunction);
  });
}

/** `server.listen(port, () => …)` and `process.on('SIGTERM', () => …)`. */
function isAtStartOrEnd({ callee }: Extract<Node, { type: 'CallExpression' }>): boolean {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false;
  if (callee.property.name === 'listen') return true;
  return rootName(callee) === 'process' && /^(?:on|once)$/.test(callee.property.name);
}

/** Names of classes whose methods change what their instances hold. */
function classesWithState(source: Source): string[] {
  const names: string[] = [];
  for (const node of walk(source.program)) {
    if (node.type !== 'ThisExpression') continue;
    const above = [...ancestorsOf(source, node)];
    const method = above.find((one) => one.type === 'ClassMethod' || one.type === 'ClassPrivateMethod');
    const owner = above.find((one) => one.type === 'ClassDeclaration');
    if (!method || method.kind === 'constructor' || !owner?.id) continue;
    if (changesInPlace(source, node)) names.push(owner.id.name);
  }
  return names;
}

function instanceWithState({ declaration, identifier }: Binding, classes: ReadonlySet<string>): Node | null {
  const init = declaration.type === 'VariableDeclarator' ? declaration.init : null;
  const isInstance =
    init?.type === 'NewExpression' && init.callee.type === 'Identifier' && classes.has(init.callee.name);
  return isInstance ? identifier : null;
}
