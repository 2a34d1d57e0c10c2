/** Whether a function changes what it is given: a worker gets copies, and its caller would not see the change. */
import type { Function } from '@babel/types';
import { boundIdentifiers, isFunction, type Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { changesInPlace, memberPath } from '../mutation.ts';
import type { Source } from '../source.ts';
import { topFunctionOf } from './findFunction.ts';

export function findChangedParameter(source: Source, name: string, code: Function): string | null {
  for (const parameter of code.params) {
    for (const identifier of boundIdentifiers(parameter)) {
      const binding = source.scopes.bindingOf(identifier);
      const changed = binding && findChange(source, binding, new Set());
      if (!changed) continue;
      const line = changed.loc?.start.line ?? 1;
      return `“${name}” changes its argument “${identifier.name}” (line ${line}); a worker would change a copy, and the caller would not see it.`;
    }
  }
  return null;
}

/** Follows the value through other names, loops, callbacks, and functions of this file. */
function findChange(source: Source, binding: Binding, seen: Set<Binding>): Node | null {
  if (seen.has(binding)) return null;
  seen.add(binding);
  for (const { identifier, kind } of binding.uses) {
    if (kind !== 'read') continue;
    if (changesInPlace(source, identifier)) return identifier;
    for (const alias of aliasesOf(source, identifier)) {
      const found = findChange(source, alias, seen);
      if (found) return found;
    }
  }
  return null;
}

/** Whether what the identifier stands for is changed under another name: that of a parameter, a loop variable or an alias. */
export const changesElsewhere = (source: Source, identifier: Node): boolean =>
  aliasesOf(source, identifier).some((alias) => findChange(source, alias, new Set()) !== null);

/** Methods that call back with the elements themselves. */
const visits = new Set(['forEach', 'map', 'filter', 'find', 'findIndex', 'some', 'every', 'flatMap', 'reduce', 'sort']);

function aliasesOf(source: Source, identifier: Node): Binding[] {
  const path = memberPath(source, identifier);
  const parent = source.parentOf.get(path);
  const bindings = (pattern: Node | null | undefined) =>
    boundIdentifiers(pattern).flatMap((one) => source.scopes.bindingOf(one) ?? []);
  if (parent?.type === 'VariableDeclarator' && parent.init === path) return bindings(parent.id);
  if (parent?.type === 'AssignmentExpression' && parent.right === path) return bindings(parent.left);
  if (parent?.type === 'ForOfStatement' && parent.right === path) return bindings(parent.left);
  if (parent?.type !== 'CallExpression') return [];
  if (parent.callee === path) {
    const method = path.type === 'MemberExpression' && path.property.type === 'Identifier' ? path.property.name : '';
    const [callback] = parent.arguments;
    return visits.has(method) && callback && isFunction(callback) ? callback.params.flatMap(bindings) : [];
  }
  const called = parent.callee.type === 'Identifier' ? source.scopes.bindingOf(parent.callee) : undefined;
  const target = called && topFunctionOf(source, called);
  const position = parent.arguments.findIndex((one) => one === path);
  return target && position >= 0 ? bindings(target.node.params[position]) : [];
}
