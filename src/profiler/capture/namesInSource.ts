/** What the names in a piece of source are used for. */
import type { Node } from '@babel/types';
import { childrenOf, isFunction, walkOwn } from '../syntax/nodes.ts';

/** In the order of the source; functions inside are left out, their awaits are their own. */
export const ownNodes = (node: Node): Node[] =>
  isFunction(node) ? [] : [...walkOwn(node)].filter((one) => !isFunction(one));

export function namesChanged(node: Node): string[] {
  if (node.type === 'AssignmentExpression') return namesBound(node.left);
  if (node.type === 'UpdateExpression') return namesBound(node.argument);
  return [];
}

/** Names that a pattern or an assignment's left side sets; of `store.last = …` it is `store`. */
export function namesBound(node: Node | null | undefined): string[] {
  switch (node?.type) {
    case undefined:
      return [];
    case 'Identifier':
      return [node.name];
    case 'MemberExpression':
      return namesBound(node.object);
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => namesBound(id));
    case 'ObjectProperty':
      return namesBound(node.value);
    case 'AssignmentPattern':
      return namesBound(node.left);
    default:
      return childrenOf(node as Node).flatMap(namesBound);
  }
}

/** Also inside functions: a callback in the operand may use what the loop changes. */
export function namesUsed(node: Node | null | undefined): string[] {
  if (!node) return [];
  if (node.type === 'Identifier') return [node.name];
  if (node.type === 'ThisExpression') return ['this'];
  const skipped = node.type === 'MemberExpression' && !node.computed ? node.property : null;
  return childrenOf(node)
    .filter((child) => child !== skipped)
    .flatMap(namesUsed);
}
