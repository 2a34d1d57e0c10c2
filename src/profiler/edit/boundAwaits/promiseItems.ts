/** Lists of promises: their work has begun, and p-map hands on what they give in place of the promises. */
import { isFunction, walk, type Node } from '../../syntax/nodes.ts';
import { textOf, type Source } from '../source.ts';
import { calledName, functionOf, lineOf, receiverOf } from './names.ts';
import { methodName } from './sites.ts';

/** `item` is the variable or parameter that stands for one of `list` in `body`. */
export function promisesIn(source: Source, list: Node, item: Node | null | undefined, body: Node): string | null {
  const own = item?.type === 'Identifier' ? source.scopes.bindingOf(item) : undefined;
  const handled =
    own &&
    [...walk(body)].find((node) => {
      if (node.type !== 'CallExpression' || !/^(then|catch|finally)$/.test(methodName(node) ?? '')) return false;
      const receiver = receiverOf(node);
      return receiver?.type === 'Identifier' && source.scopes.bindingOf(receiver) === own;
    });
  if (!handled && !holdsPromises(source, list)) return null;
  return `${textOf(source, list)} at line ${lineOf(list)} holds promises of work that has begun already; a limit belongs where it is begun.`;
}

function holdsPromises(source: Source, list: Node): boolean {
  if (list.type === 'Identifier') {
    const declaration = source.scopes.bindingOf(list)?.declaration;
    const init = declaration?.type === 'VariableDeclarator' ? declaration.init : null;
    return /promises$/i.test(list.name) || (!!init && init.type !== 'Identifier' && holdsPromises(source, init));
  }
  if (list.type !== 'CallExpression' || methodName(list) !== 'map') return false;
  const [callback] = list.arguments;
  const called = callback && (isFunction(callback) ? callback : functionOf(source, callback));
  if (!called || !isFunction(called)) return false;
  return called.async || isPromise(source, called.body);
}

function isPromise(source: Source, node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const called = functionOf(source, node.callee);
  return called ? isFunction(called) && called.async : calledName(node) === 'fetch';
}
