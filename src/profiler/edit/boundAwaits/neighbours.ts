/** A turn that looks at what another turn sets: `rows[i - 1]` where every turn sets something in its own `rows[i]`. */
import { walk, type Node } from '../../syntax/nodes.ts';
import { textOf, type Source } from '../source.ts';
import { isOuter, lineOf, quote, rootOf } from './names.ts';
import type { Loop } from './sites.ts';

export function neighbourChanged(source: Source, loop: Loop, key: string | null): string | null {
  if (key === null) return null;
  const nodes = [...walk(loop.body)];
  const neighbour = nodes.find((node) => isNeighbour(node, key));
  if (neighbour?.type !== 'MemberExpression') return null;
  const list = textOf(source, neighbour.object);
  const changed = nodes.some((node) => {
    const target =
      node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression' ? node.argument : null;
    if (target?.type !== 'MemberExpression') return false;
    // What the turn has a name of its own for may be an element of the list.
    return textOf(source, target).startsWith(`${list}[`) || !isOuter(source, rootOf(target), loop);
  });
  return changed
    ? `${quote(source, neighbour)} at line ${lineOf(neighbour)} looks at an item that another turn of the loop may change.`
    : null;
}

/** `list[i - 1]`, `list[i + 1]`. */
function isNeighbour(node: Node, key: string): boolean {
  if (node.type !== 'MemberExpression' || !node.computed || node.property.type !== 'BinaryExpression') return false;
  return [...walk(node.property)].some((one) => one.type === 'Identifier' && one.name === key);
}
