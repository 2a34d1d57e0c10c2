/** Small questions about names that the checks of a loop share. */
import type { CallExpression, Expression } from '@babel/types';
import type { Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { textOf, type Source } from '../source.ts';

export const lineOf = (node: Node): number => node.loc?.start.line ?? 0;

export const isInside = (node: Node, outer: Node): boolean => node.start! >= outer.start! && node.end! <= outer.end!;

/** Of `store.rows[0].push` it is `store`; of `this.rows`, `this`. Null for what is made on the spot. */
export function rootOf(node: Node): Node | null {
  switch (node.type) {
    case 'Identifier':
    case 'ThisExpression':
      return node;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return rootOf(node.object);
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return rootOf(node.expression);
    default:
      return null;
  }
}

/** Whether what it stands for lives longer than one turn of the loop. Globals and `this` do. */
export function isOuter(source: Source, root: Node | null, loop: Node): boolean {
  if (!root) return false;
  const binding = source.scopes.bindingOf(root);
  return !binding || !isInside(binding.identifier, loop);
}

/** Last name of what is called: `read` of `file.read()` and of `read()`. */
export function calledName({ callee }: CallExpression): string | null {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') return null;
  return callee.property.type === 'Identifier' && !callee.computed ? callee.property.name : null;
}

export const receiverOf = ({ callee }: CallExpression): Expression | null =>
  callee.type === 'MemberExpression' ? (callee.object as Expression) : null;

/** The function of this file that an identifier stands for, when it is never assigned anything else. */
export function functionOf(source: Source, callee: Node): Node | null {
  if (callee.type !== 'Identifier') return null;
  const binding = source.scopes.bindingOf(callee);
  if (!binding || isReassigned(binding)) return null;
  if (binding.kind === 'function') return binding.declaration;
  const { declaration } = binding;
  if (declaration.type !== 'VariableDeclarator' || declaration.id !== binding.identifier) return null;
  const type = declaration.init?.type;
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression' ? declaration.init! : null;
}

export const isReassigned = ({ uses }: Binding): boolean =>
  uses.some(({ kind }) => kind === 'write' || kind === 'update');

/** On one line, cut to a length that fits into a sentence. */
export function quote(source: Source, node: Node): string {
  const text = textOf(source, node).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
