/**
 * Finds awaits in loops that work off a list which grows meanwhile: `while (queue.length > 0)` with `queue.shift()` and
 * `queue.push(…)` in the body, `for (const url of urls)` with `urls.push(…)`. Their turns need not follow each other, but
 * what is there to do becomes known only by doing it.
 */
import type { Node } from '@babel/types';
import { isLoop, nameOf, walk, walkOwn } from '../syntax/nodes.ts';

/** 1-based lines of such awaits. `program` is a Babel tree. */
export function findQueueAwaits(program: Node): number[] {
  const lines = new Set<number>();
  for (const loop of walk(program)) {
    if (!isLoop(loop) || !('body' in loop) || !worksOffGrowingList(loop)) continue;
    for (const node of walkOwn(loop.body as Node))
      if (node.type === 'AwaitExpression' && node.loc) lines.add(node.loc.start.line);
  }
  return [...lines].sort((a, b) => a - b);
}

const adding = new Set(['push', 'unshift', 'add', 'enqueue', 'append', 'set']);
const taking = new Set(['shift', 'pop', 'dequeue', 'splice', 'delete']);

/** Whether what the loop goes through, or takes from, is added to in its body. */
export function worksOffGrowingList(loop: Node): boolean {
  const body = 'body' in loop ? (loop.body as Node) : null;
  if (body === null) return false;
  const added = calledOn(body, adding);
  if (added.size === 0) return false;
  if (loop.type === 'ForOfStatement') return !loop.await && added.has(listOf(loop.right) ?? '');
  const taken = new Set([...calledOn(loop, taking), ...readByIndex(body)]);
  const asked = 'test' in loop && loop.test ? measuredIn(loop.test) : new Set<string>();
  const isEndless = loop.type === 'ForStatement' ? !loop.test : 'test' in loop && loop.test?.type === 'BooleanLiteral';
  return [...added].some((list) => taken.has(list) && (isEndless || asked.has(list)));
}

/** Lists on which a method of these names is called, also in callbacks. */
function calledOn(within: Node, methods: ReadonlySet<string>): Set<string> {
  const lists = new Set<string>();
  for (const node of walk(within)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    const list = pathOf(node.callee.object);
    if (list !== null && methods.has(nameOf(node.callee.property) ?? '')) lists.add(list);
  }
  return lists;
}

function readByIndex(within: Node): Set<string> {
  const lists = new Set<string>();
  for (const node of walk(within)) {
    const list = node.type === 'MemberExpression' && node.computed ? pathOf(node.object) : null;
    if (list !== null) lists.add(list);
  }
  return lists;
}

/** `queue` of `queue.length`, `queue.size` and of a test that takes: `(url = queue.shift())`. */
function measuredIn(test: Node): Set<string> {
  const lists = calledOn(test, taking);
  for (const node of walk(test)) {
    if (node.type !== 'MemberExpression' || !['length', 'size'].includes(nameOf(node.property) ?? '')) continue;
    const list = pathOf(node.object);
    if (list !== null) lists.add(list);
  }
  return lists;
}

/** Of `queue`, `queue.values()` and `queue.entries()`. */
const listOf = (node: Node): string | null =>
  node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? pathOf(node.callee.object) : pathOf(node);

/** `queue`, `this.queue`, `this.#queue`, `state.queue`; null for what is no such path. */
function pathOf(node: Node): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'ThisExpression') return 'this';
  if (node.type !== 'MemberExpression' || node.computed) return null;
  const object = pathOf(node.object);
  const property = node.property.type === 'PrivateName' ? `#${node.property.id.name}` : nameOf(node.property);
  return object === null || property === null ? null : `${object}.${property}`;
}
