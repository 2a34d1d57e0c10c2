/** Whether the calls of a loop can be told apart by its variable, and run only when asked to. */
import type { AwaitExpression } from '@babel/types';
import { boundIdentifiers, isFunction, walk, walkOwn, type Node } from '../../syntax/nodes.ts';
import type { Source } from '../source.ts';
import { isInside, lineOf, quote } from './names.ts';
import type { Loop } from './sites.ts';

/** A sentence when the await does not depend on the loop's variable, or waits for what runs already. */
export function dependsOnTurn(
  source: Source,
  loop: Loop,
  awaited: AwaitExpression,
  variables: readonly string[],
): string | null {
  const known = new Set(variables);
  for (const node of walkOwn(loop.body)) {
    if (node.type !== 'VariableDeclarator') continue;
    if (usesAny(node.init, known)) for (const { name } of boundIdentifiers(node.id)) known.add(name);
  }
  // An inner loop over something of this turn passes its variable on.
  for (const node of walkOwn(loop.body))
    if (node.type === 'ForOfStatement' && node.left.type === 'VariableDeclaration' && usesAny(node.right, known))
      for (const { name } of boundIdentifiers(node.left)) known.add(name);
  const line = lineOf(awaited);
  const { argument } = awaited;
  if (argument.type === 'Identifier' && variables.includes(argument.name))
    return `${argument.name} at line ${line} is a promise of work that has begun before the loop; a limit belongs where it is begun.`;
  if (!usesAny(argument, known))
    return `${quote(source, argument)} at line ${line} does not use the loop's variable: each call may continue where the one before left off.`;
  return null;
}

function usesAny(node: Node | null | undefined, names: ReadonlySet<string>): boolean {
  return !!node && [...walk(node)].some((one) => one.type === 'Identifier' && names.has(one.name));
}

/** A `var` of the body that is used outside of it would stay inside the mapper. */
export function escapingVariable(source: Source, body: Node): string | null {
  for (const node of walkOwn(body)) {
    if (node !== body && isFunction(node)) continue;
    if (node.type !== 'VariableDeclaration' || node.kind !== 'var') continue;
    for (const identifier of boundIdentifiers(node)) {
      const uses = source.scopes.bindingOf(identifier)?.uses ?? [];
      if (uses.some((use) => !isInside(use.identifier, body))) return identifier.name;
    }
  }
  return null;
}
