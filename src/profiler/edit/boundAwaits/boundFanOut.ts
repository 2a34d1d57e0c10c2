/** All calls at once (`Promise.all(items.map(…))`, `items.forEach(async …)`) → at most so many at a time. */
import type { CallExpression, Function } from '@babel/types';
import { isFunction, walkOwn, type Node } from '../../syntax/nodes.ts';
import type { Replacement } from '../editPlan.ts';
import { textOf, type Source } from '../source.ts';
import { indentationAt } from '../textStyle.ts';
import type { Bounded } from './boundLoop.ts';
import { carriedStateIn } from './carriedState.ts';
import type { Mapper } from './mapper.ts';
import { functionOf, lineOf, quote } from './names.ts';
import { orderedEffectIn } from './orderedEffects.ts';
import { promisesIn } from './promiseItems.ts';
import { methodName } from './sites.ts';

const refuse = (reason: string): Bounded => ({ ok: false, reason });

/** Results, their order and the first error stay as they were: p-map gives what `Promise.all` gave. */
export function boundFanOut(source: Source, all: CallExpression, map: CallExpression, mapper: Mapper): Bounded {
  if (methodName(all) === 'allSettled')
    return refuse('Promise.allSettled keeps the outcome of every call, and p-map ends with the first that fails.');
  const reason = callbackProblem(source, map);
  if (reason) return refuse(reason);
  if (all.typeArguments || map.typeArguments)
    return refuse('The types of the calls are given in angle brackets, which mean something else to p-map.');
  const label = `Keep at most ${mapper.limit} in flight`;
  const head = { start: all.callee.start!, end: all.callee.end!, text: mapper.name, label };
  return {
    ok: true,
    replacements: [head, ...asArguments(source, map, mapper)],
    usesSkip: false,
    notes: notesFor(source, map),
  };
}

export function boundForEach(source: Source, call: CallExpression, callback: Function, mapper: Mapper): Bounded {
  const reason = callbackProblem(source, call);
  if (reason) return refuse(reason);
  const statement = source.parentOf.get(call);
  if (statement?.type !== 'ExpressionStatement')
    return refuse('What forEach returns is used, and there is nothing to use.');
  const pairs = pairsProblem(source, call, callback);
  if (pairs) return refuse(pairs);
  const early = beforeFirstAwait(source, callback);
  if (early) return refuse(early);
  const label = `Keep at most ${mapper.limit} in flight`;
  return {
    ok: true,
    replacements: [
      { start: call.start!, end: call.start!, text: `void ${mapper.name}(`, label },
      ...asArguments(source, call, mapper),
    ],
    usesSkip: false,
    notes: [
      'forEach does not wait for the calls, and the code after it still does not; write await instead of void if it should.',
    ],
  };
}

/** `items.map(callback)` → `items, callback, { concurrency }`, between the parentheses of another call. */
function asArguments(source: Source, call: CallExpression, mapper: Mapper): Replacement[] {
  const callee = call.callee as Extract<Node, { type: 'MemberExpression' }>;
  const [callback] = call.arguments;
  // The parenthesis of `(await rows()).map` belongs to the list.
  const listEnd = callee.object.end! + (/^[\s)]*\)/.exec(source.text.slice(callee.object.end!))?.[0].length ?? 0);
  const between = source.text.slice(listEnd, callback!.start!);
  const isBroken = /\n\s*\.\s*\w+\s*\(\s*$/.test(between);
  const space = isBroken ? `${source.style.newline}${indentationAt(source.text, callee.property.start!)}` : ' ';
  const label = 'Pass items and callback to p-map';
  const isForEach = methodName(call) === 'forEach';
  return [
    { start: listEnd, end: callback!.start!, text: `,${space}`, label },
    { start: callback!.end!, end: call.end!, text: `, ${mapper.options}${isForEach ? ')' : ''}`, label },
  ];
}

function callbackProblem(source: Source, call: CallExpression): string | null {
  const [callback, thisArgument] = call.arguments;
  if (!callback || thisArgument) return 'The callback gets its own this, which p-map does not give it.';
  const called = isFunction(callback) ? callback : functionOf(source, callback);
  const { callee } = call;
  if (callee.type !== 'MemberExpression') return 'The items are reached through ?.';
  const gap = [callee.object.end!, callback.start!, callback.end!, call.end!] as const;
  if (
    source.comments.some(({ start, end }) => (start >= gap[0] && end <= gap[1]) || (start >= gap[2] && end <= gap[3]))
  )
    return 'A comment stands where the call has to be rewritten; move it first.';
  if (!called || !isFunction(called)) return promisesIn(source, callee.object, null, callback);
  if (called.generator) return 'The callback is a generator, which does nothing by being called.';
  if (called.params.length > 2 || called.params.some(({ type }) => type === 'RestElement'))
    return 'The callback takes the whole array as its third argument, which p-map does not give it.';
  const [item] = called.params;
  const awaitsItem = [...walkOwn(called)].find(
    (node) =>
      node.type === 'AwaitExpression' &&
      item?.type === 'Identifier' &&
      node.argument.type === 'Identifier' &&
      node.argument.name === item.name,
  );
  const promises = promisesIn(source, callee.object, item, called);
  if (promises) return promises;
  if (awaitsItem)
    return `${quote(source, awaitsItem)} at line ${lineOf(awaitsItem)} waits for work that has begun already; a limit belongs where it is begun.`;
  return null;
}

const indexName = /^_*(?:i|j|n|at|idx|index|pos|position)?$/i;
/** Names of what gives keys along with its values. */
const keyedName = /(?:map|headers|params|formData)$|ById$|^by[A-Z]/i;

/** `forEach` of a Map gives value and key; taken as a list, it gives pairs of both. */
function pairsProblem(source: Source, call: CallExpression, { params }: Function): string | null {
  const { object } = call.callee as Extract<Node, { type: 'MemberExpression' }>;
  const declaration = source.scopes.bindingOf(object)?.declaration;
  const init = declaration?.type === 'VariableDeclarator' ? declaration.init : null;
  const isMap = init?.type === 'NewExpression' && /Map$/.test(textOf(source, init.callee));
  const [, second] = params;
  const isKey = second !== undefined && !(second.type === 'Identifier' && indexName.test(second.name));
  const name = object.type === 'MemberExpression' ? textOf(source, object.property) : textOf(source, object);
  return isMap || isKey || (keyedName.test(name) && init?.type !== 'ArrayExpression')
    ? `${quote(source, object)} may be a Map, whose items are pairs of key and value to p-map.`
    : null;
}

/** Only of a function of this file is it known that it takes no third argument. */
function notesFor(source: Source, map: CallExpression): string[] {
  const [callback] = map.arguments;
  if (!callback || isFunction(callback) || functionOf(source, callback)) return [];
  return [`${textOf(source, callback)} gets the item and its index, and no longer the whole array.`];
}

/** `forEach` has run the first part of every callback before the code below it; p-map has not. */
function beforeFirstAwait(source: Source, callback: Function): string | null {
  const reason =
    carriedStateIn(source, callback, callback.body, new Set(), null) ??
    orderedEffectIn(source, callback, callback.body, new Set());
  return reason && `The code below forEach may count on what its callback does first. ${reason}`;
}
