/** Functions that the code of a turn calls and that change what all turns share: side by side, in another order. */
import { walk, type Node } from '../../syntax/nodes.ts';
import { changesInPlace } from '../mutation.ts';
import type { Source } from '../source.ts';
import { topFunctionOf } from './findFunction.ts';

/** A sentence for the first one found; null when there is none. */
export function findSharedChange(source: Source, code: Node): string | null {
  const open = [code];
  const seen = new Set<Node>();
  for (let at = open.pop(); at; at = open.pop()) {
    for (const node of walk(at)) {
      if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') continue;
      const binding = source.scopes.bindingOf(node.callee);
      const called = binding && topFunctionOf(source, binding)?.node;
      if (!called || seen.has(called)) continue;
      seen.add(called);
      open.push(called);
      for (const { identifier, kind, binding: used } of source.scopes.usesIn(called)) {
        const isOuter = used !== undefined && used.scope === source.scopes.program;
        if (isOuter && (kind === 'write' || kind === 'update' || changesInPlace(source, identifier)))
          return `“${binding.name}” changes “${identifier.name}” (line ${identifier.loc?.start.line ?? 1}), in the order of the calls.`;
      }
    }
  }
  return null;
}
