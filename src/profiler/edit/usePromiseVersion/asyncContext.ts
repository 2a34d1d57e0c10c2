/** Whether `await` may stand where a call stands, and what has to become async for it. */
import type { Function } from '@babel/types';
import { isFunction, type Node } from '../../syntax/nodes.ts';
import { calledName, isInside } from '../boundAwaits/names.ts';
import { overwrittenAround } from '../boundAwaits/carriedState.ts';
import type { Replacement } from '../editPlan.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';
import { memberOverwrittenAround } from './memberState.ts';

export type AsyncContext =
  | { readonly ok: true; readonly replacements: readonly Replacement[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): AsyncContext => ({ ok: false, reason });
const fine = { ok: true, replacements: [], notes: [] } as const;

/** They use what the callback returns, or call it before they return. */
const syncMethods = new Set([
  ...['map', 'filter', 'forEach', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'findLast'],
  ...['findLastIndex', 'flatMap', 'sort', 'toSorted', 'replace', 'replaceAll', 'from'],
]);

export function contextFor(source: Source, call: Node): AsyncContext {
  let below: Node = call;
  for (const above of ancestorsOf(source, call)) {
    if (above.type === 'StaticBlock' || /^Class(Private|Accessor)?Property$/.test(above.type))
      return refuse('The call stands in the making of a class, which cannot wait.');
    if (isFunction(above)) {
      if (above.body !== below)
        return refuse('The call stands among the parameters of a function, where nothing can wait.');
      const overwritten = overwrittenAround(source, above, [call]) ?? memberOverwrittenAround(source, above, call);
      if (overwritten)
        return refuse(
          `The function reads ${overwritten} before the call and sets it afterwards: other code could change it while the call is awaited.`,
        );
      return above.async ? forAsyncFunction(source, above) : forSyncFunction(source, above);
    }
    below = above;
  }
  if (source.modules.runsAs === 'esm')
    return { ...fine, notes: ['The module is loaded once the call has ended: modules that import it wait for it.'] };
  return refuse('The call stands outside of all functions, and only ES modules can wait there.');
}

/** Node.js does not wait for handlers: after `exit` nothing goes on, and the next chunk comes while one is awaited. */
function forAsyncFunction(source: Source, called: Function): AsyncContext {
  const parent = source.parentOf.get(called);
  if (parent?.type !== 'CallExpression' || !/^(on|once|addListener)$/.test(calledName(parent) ?? '')) return fine;
  const [event] = parent.arguments;
  const name = event?.type === 'StringLiteral' ? event.value : '';
  if (name === 'exit') return refuse('The call stands in a handler of “exit”, after which nothing is waited for.');
  if (/^(data|line|readable|message)$/.test(name))
    return refuse(`The call stands in a handler of “${name}”: the next one would begin while it is awaited.`);
  return fine;
}

function forSyncFunction(source: Source, called: Function): AsyncContext {
  const parent = source.parentOf.get(called);
  const isArgument = parent?.type === 'CallExpression' && parent.callee !== called;
  if (isArgument && syncMethods.has(calledName(parent) ?? ''))
    return refuse(`The call stands in a callback of ${calledName(parent)}, which does not wait for its callback.`);
  if (parent?.type === 'NewExpression')
    return refuse('The call stands in a function that a constructor calls, which does not wait for it.');
  if (called.generator)
    return refuse('The call stands in a generator, whose callers would have to become asynchronous.');
  const binding = bindingOf(source, called);
  if (!binding)
    return refuse('The function around the call is not async, and whoever calls it would have to wait for it.');
  const { name, uses } = binding;
  const values = uses.filter(({ kind }) => kind !== 'type');
  const unawaited = values.find(({ identifier }) => !isAwaited(source, identifier));
  if (unawaited || values.length === 0 || isExported(source, called))
    return refuse(`${name} is not async, and not all of its callers wait for it: they would have to become async.`);
  const label = `Make ${name} async`;
  const replacements: Replacement[] = [{ start: called.start!, end: called.start!, text: 'async ', label }];
  const returned = 'returnType' in called ? called.returnType : null;
  if (returned?.type === 'TSTypeAnnotation') {
    const { typeAnnotation } = returned;
    const text = `Promise<${textOf(source, typeAnnotation)}>`;
    replacements.push({ start: typeAnnotation.start!, end: typeAnnotation.end!, text, label });
  }
  return {
    ok: true,
    replacements,
    notes: [`${name} becomes async; all of its calls in this file are awaited already.`],
  };
}

function bindingOf(source: Source, called: Function) {
  if (called.type === 'FunctionDeclaration') return called.id ? source.scopes.bindingOf(called.id) : undefined;
  const parent = source.parentOf.get(called);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? source.scopes.bindingOf(parent.id)
    : undefined;
}

function isAwaited(source: Source, identifier: Node): boolean {
  const call = source.parentOf.get(identifier);
  if (call?.type !== 'CallExpression' || call.callee !== identifier) return false;
  const around = source.parentOf.get(call);
  return around?.type === 'AwaitExpression' && isInside(call, around);
}

function isExported(source: Source, called: Node): boolean {
  for (const above of ancestorsOf(source, called)) {
    if (/^Export/.test(above.type)) return true;
    if (above.type === 'BlockStatement') return false;
  }
  return false;
}
