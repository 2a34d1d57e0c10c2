/** Awaits that only let time pass: a loop with one keeps a distance between its calls on purpose. */
import type { CallExpression } from '@babel/types';
import { isFunction, walkOwn, type Node } from '../../syntax/nodes.ts';
import { textOf, type Source } from '../source.ts';
import { calledName, functionOf, lineOf, quote } from './names.ts';

const sleepName =
  /^(sleep|delay|wait|pause|setTimeout|setImmediate|throttle|backoff|rateLimit|waitForTimeout|nextTick|tick)(Ms|For|Async|Seconds)?$/i;

export function sleepsIn(source: Source, body: Node): string | null {
  for (const node of walkOwn(body)) {
    if (node.type !== 'AwaitExpression') continue;
    if (isSleep(source, node.argument))
      return `${quote(source, node)} at line ${lineOf(node)} keeps a distance between the calls on purpose.`;
  }
  return null;
}

function isSleep(source: Source, awaited: Node): boolean {
  if (awaited.type === 'NewExpression') return isTimerPromise(source, awaited);
  if (awaited.type !== 'CallExpression') return false;
  const called = functionOf(source, awaited.callee);
  // What a function of this file does says more than its name.
  if (called) return onlySleeps(source, called, awaited);
  return sleepName.test(calledName(awaited) ?? '') || importedSleep(source, awaited);
}

function importedSleep(source: Source, { callee }: CallExpression): boolean {
  const declaration = source.scopes.bindingOf(callee)?.declaration;
  if (declaration?.type !== 'ImportSpecifier') return false;
  const from = source.parentOf.get(declaration);
  return from?.type === 'ImportDeclaration' && /^(node:)?timers\/promises$/.test(from.source.value);
}

/** `(ms) => new Promise((resolve) => setTimeout(resolve, ms))`, also in a block; a value that it gives makes it work. */
function onlySleeps(source: Source, called: Node, call: CallExpression): boolean {
  if (!isFunction(called)) return false;
  const named = sleepName.test(calledName(call) ?? '');
  const statements = called.body.type === 'BlockStatement' ? called.body.body : [];
  const result: Node | null | undefined =
    called.body.type !== 'BlockStatement'
      ? called.body
      : statements.length === 1 && statements[0]!.type === 'ReturnStatement'
        ? statements[0].argument
        : statements.length === 1 && statements[0]!.type === 'ExpressionStatement'
          ? statements[0].expression
          : null;
  if (!result) return named;
  const promise = result.type === 'AwaitExpression' ? result.argument : result;
  return named || isTimerPromise(source, promise);
}

/** `new Promise((resolve) => setTimeout(resolve, ms))`. */
function isTimerPromise(source: Source, node: Node): boolean {
  if (node.type !== 'NewExpression' || textOf(source, node.callee) !== 'Promise') return false;
  const [executor] = node.arguments;
  if (!executor || !isFunction(executor) || executor.params[0]?.type !== 'Identifier') return false;
  const resolve = executor.params[0].name;
  for (const inner of walkOwn(executor)) {
    if (inner.type !== 'CallExpression' || !/^(setTimeout|setImmediate)$/.test(calledName(inner) ?? '')) continue;
    const [first] = inner.arguments;
    // With a third argument, the timer gives a value: it stands for work.
    return first?.type === 'Identifier' && first.name === resolve && inner.arguments.length < 3;
  }
  return false;
}
