/**
 * Finds awaits in loops that need not follow each other, as far as the source shows it: in a `for…of`, or a `for` that
 * counts, an `await` whose operand depends on the loop's variable, on nothing that the loop changes, and that cannot end
 * the loop. `total += await price(item)` is one; `page = await next(page)` is none, and neither is `await reader.read()`.
 *
 * What a function called there remembers by itself is not seen: it is a hint, not a proof.
 */

import type { ForOfStatement, ForStatement, Node } from '@babel/types';
import { walk } from '../syntax/nodes.ts';
import { namesBound, namesChanged, namesUsed, ownNodes } from './namesInSource.ts';
import { worksOffGrowingList } from './queueAwaits.ts';

type Loop = ForOfStatement | ForStatement;

/** What ends a loop early may depend on what was awaited before. */
const leavesLoop = new Set(['BreakStatement', 'ReturnStatement', 'YieldExpression']);
const isLoop = (node: Node): node is Loop =>
  node.type === 'ForStatement' || (node.type === 'ForOfStatement' && !node.await);

/** 1-based lines of such awaits. `program` is a Babel tree. */
export function findIndependentAwaits(program: Node): number[] {
  const lines = new Set<number>();
  for (const node of walk(program)) if (isLoop(node)) for (const line of independentIn(node)) lines.add(line);
  return [...lines].sort((a, b) => a - b);
}

function independentIn(loop: Loop): number[] {
  const body = ownNodes(loop.body);
  if (body.some(({ type }) => leavesLoop.has(type)) || worksOffGrowingList(loop)) return [];
  const variables = new Set(namesBound(loop.type === 'ForOfStatement' ? loop.left : loop.init));
  if (variables.size === 0 || !countsEvenly(loop, body)) return [];
  const declared = new Set<string>();
  for (const node of body)
    if (node.type === 'VariableDeclarator') for (const name of namesBound(node.id)) declared.add(name);
  const changed = new Set(body.flatMap(namesChanged).filter((name) => !declared.has(name)));
  followDeclarations(body, variables);
  return body.flatMap((node) => {
    if (node.type !== 'AwaitExpression') return [];
    const used = namesUsed(node.argument);
    const isIndependent = used.some((name) => variables.has(name)) && !used.some((name) => changed.has(name));
    return isIndependent && node.loc ? [node.loc.start.line] : [];
  });
}

/** A `for` may end by what its body changes: only one whose test and step use no such names counts. */
function countsEvenly(loop: Loop, body: readonly Node[]): boolean {
  if (loop.type === 'ForOfStatement') return true;
  const changed = new Set(body.flatMap(namesChanged));
  return !!loop.update && ![...namesUsed(loop.test), ...namesUsed(loop.update)].some((name) => changed.has(name));
}

/** What is declared in the body from the loop's variable depends on it as well. */
function followDeclarations(body: readonly Node[], variables: Set<string>): void {
  for (const node of body) {
    if (node.type !== 'VariableDeclarator') continue;
    if (namesUsed(node.init).some((name) => variables.has(name)))
      for (const name of namesBound(node.id)) variables.add(name);
  }
}
