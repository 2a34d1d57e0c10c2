/** What ends a loop, or a turn of it, before its time. */
import type { ContinueStatement } from '@babel/types';
import { isFunction, isLoop, walkOwn, type Node } from '../../syntax/nodes.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';
import { isInside, lineOf } from './names.ts';
import type { Loop } from './sites.ts';

/** `continue`s that go on with the next turn of this loop. */
export function continuesOf(source: Source, loop: Loop): ContinueStatement[] {
  return [...walkOwn(loop.body)].filter(
    (node): node is ContinueStatement => node.type === 'ContinueStatement' && targetOf(source, node) === loop,
  );
}

/** A sentence when the loop can end early by a statement: later calls would have begun already. */
export function leavesEarly(source: Source, loop: Loop): string | null {
  for (const node of walkOwn(loop.body)) {
    const line = lineOf(node);
    if (node.type === 'ReturnStatement')
      return `The loop returns at line ${line}: later calls would have begun already.`;
    if (node.type === 'CallExpression' && textOf(source, node.callee) === 'process.exit')
      return `The program ends at line ${line}: earlier calls could still be under way, and later ones would have begun.`;
    if (node.type === 'YieldExpression') return `The loop yields at line ${line}: its caller decides when it goes on.`;
    if (node.type === 'BreakStatement' || node.type === 'ContinueStatement') {
      const target = targetOf(source, node);
      if (target === loop && node.type === 'ContinueStatement') continue;
      if (target && isInside(target, loop.body)) continue;
      const word = node.type === 'BreakStatement' ? 'break' : 'continue';
      const whither = target === loop ? '' : ' of an outer statement';
      return `A ${word}${whither} ends the loop at line ${line}: later calls would have begun already.`;
    }
    if (node.type === 'ThrowStatement' && isCaughtAround(source, node, loop))
      return `The error thrown at line ${line} ends the loop and is caught below it: later calls would have begun already.`;
  }
  return null;
}

function targetOf(source: Source, node: Extract<Node, { type: 'BreakStatement' | 'ContinueStatement' }>): Node | null {
  for (const above of ancestorsOf(source, node)) {
    if (isFunction(above)) return null;
    if (node.label) {
      if (above.type === 'LabeledStatement' && above.label.name === node.label.name)
        return isLoop(above.body) ? above.body : above;
    } else if (isLoop(above) || (node.type === 'BreakStatement' && above.type === 'SwitchStatement')) return above;
  }
  return null;
}

/** Nothing inside the loop catches it, and something around the loop, in the same function, does. */
function isCaughtAround(source: Source, thrown: Node, loop: Loop): boolean {
  for (const above of ancestorsOf(source, thrown)) {
    if (isFunction(above)) return false;
    if (above.type !== 'TryStatement' || !above.handler || !isInside(thrown, above.block)) continue;
    return !isInside(above, loop);
  }
  return false;
}
