/** Who calls a callback, as far as its promise matters. */
import type { CallExpression } from '@babel/types';
import type { Node } from '../../syntax/nodes.ts';

/** `items.map(f)`; `promise.then(f)`, which waits for it by itself; `server.on('request', f)`, whose result nobody wants. */
export type CallbackRole = 'mapped' | 'chained' | 'handler';

export function roleOfCallback(call: CallExpression, callback: Node): CallbackRole | null {
  const { callee } = call;
  const isMember = callee.type === 'MemberExpression' && callee.property.type === 'Identifier';
  const method =
    isMember && callee.property.type === 'Identifier'
      ? callee.property.name
      : callee.type === 'Identifier'
        ? callee.name
        : '';
  const [first] = call.arguments;
  if (isMember && method === 'map' && first === callback) return 'mapped';
  if (isMember && /^(?:then|catch|finally)$/.test(method)) return 'chained';
  const isHandler =
    method === 'createServer' ||
    (isMember &&
      /^(?:on|once|addListener)$/.test(method) &&
      first?.type === 'StringLiteral' &&
      first.value === 'request') ||
    (isMember &&
      /^(?:get|post|put|patch|delete|all|use)$/.test(method) &&
      first !== callback &&
      /^(?:StringLiteral|TemplateLiteral|RegExpLiteral)$/.test(first?.type ?? ''));
  return isHandler ? 'handler' : null;
}
