/** Variables through which one turn of a loop reaches the next. */
import { isFunction, walk, walkOwn, type Node } from '../../syntax/nodes.ts';
import type { Use } from '../../syntax/scopes.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';
import { functionOf, isInside, isOuter, isReassigned, lineOf, quote, rootOf } from './names.ts';

/** A sentence for the first outer variable or property that the body sets; `done` holds assignments dealt with otherwise. */
export function carriedStateIn(
  source: Source,
  loop: Node,
  body: Node,
  done: ReadonlySet<Node>,
  ownKey: string | null,
): string | null {
  for (const node of walk(body)) {
    if (done.has(node)) continue;
    const targets =
      node.type === 'AssignmentExpression'
        ? targetsOf(node.left)
        : node.type === 'UpdateExpression'
          ? [node.argument]
          : node.type === 'UnaryExpression' && node.operator === 'delete'
            ? [node.argument]
            : (node.type === 'ForOfStatement' || node.type === 'ForInStatement') &&
                node.left.type !== 'VariableDeclaration'
              ? targetsOf(node.left)
              : [];
    for (const target of targets) {
      if (!isOuter(source, rootOf(target), loop) && rootOf(target)) continue;
      if (isOwnElement(target, ownKey) || isCounting(source, node, target, loop)) continue;
      return sentenceFor(source, node, target, loop);
    }
  }
  return null;
}

function sentenceFor(source: Source, node: Node, target: Node, loop: Node): string {
  const name = quote(source, target);
  const readAgain = [...walk(loop)].some(
    // The key of `{ a }` stands where its value stands.
    (other) =>
      other.start !== target.start && other.type === target.type && textOf(source, other) === textOf(source, target),
  );
  const isCompound =
    node.type === 'UpdateExpression' || (node.type === 'AssignmentExpression' && node.operator !== '=');
  return readAgain || isCompound
    ? `${name} is changed at line ${lineOf(node)} and read again in later turns of the loop.`
    : `${name} is set at line ${lineOf(node)}: the call that ends last would win, not the last one of the loop.`;
}

function targetsOf(left: Node): Node[] {
  switch (left.type) {
    case 'ObjectPattern':
      return left.properties.flatMap((one) =>
        targetsOf(one.type === 'RestElement' ? one.argument : (one.value as Node)),
      );
    case 'ArrayPattern':
      return left.elements.flatMap((one) => (one ? targetsOf(one) : []));
    case 'AssignmentPattern':
      return targetsOf(left.left);
    case 'RestElement':
      return targetsOf(left.argument);
    default:
      return [left];
  }
}

/** `results[i] = …` with the loop's own number: every turn has its place. */
const isOwnElement = (target: Node, ownKey: string | null): boolean =>
  ownKey !== null &&
  target.type === 'MemberExpression' &&
  target.computed &&
  target.property.type === 'Identifier' &&
  target.property.name === ownKey;

/** `done++` as a statement, of what nothing else in the loop looks at: the order of counting does not show. */
function isCounting(source: Source, node: Node, target: Node, loop: Node): boolean {
  if (node.type !== 'UpdateExpression' || source.parentOf.get(node)?.type !== 'ExpressionStatement') return false;
  const text = textOf(source, target);
  return ![...walk(loop)].some(
    (other) =>
      other !== target &&
      other.type === target.type &&
      textOf(source, other) === text &&
      source.parentOf.get(other)?.type !== 'UpdateExpression',
  );
}

/**
 * A function of this file, called in the body, that looks at an outer variable, awaits, and then sets it to something that
 * does not start from its value of that moment: with several calls in flight, one overwrites what another has set.
 */
export function awaitsAroundState(source: Source, body: Node): string | null {
  const open = [body];
  const seen = new Set<Node>();
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const node of walk(at)) {
      if (node.type !== 'CallExpression') continue;
      const called = functionOf(source, node.callee);
      if (called && !seen.has(called)) open.push(called);
    }
    if (at === body || !isFunction(at)) continue;
    const name = overwrittenAround(source, at, awaitsIn(at));
    if (name)
      return `${functionName(source, at)} reads ${name}, awaits, and then sets it: calls in flight together would not see each other's value.`;
  }
  return null;
}

const awaitsIn = (called: Node): Node[] => [...walkOwn(called)].filter(({ type }) => type === 'AwaitExpression');

/** The first outer variable that is read before one of `waits` and set afterwards from what was read; null without one. */
export function overwrittenAround(source: Source, called: Node, waits: readonly Node[]): string | null {
  if (waits.length === 0) return null;
  const uses = source.scopes
    .usesIn(called)
    .filter(({ binding }) => binding && !isInside(binding.identifier, called) && isReassigned(binding));
  for (const write of uses) {
    const assignment = assignmentAround(source, write, called);
    if (!assignment) continue;
    const { right } = assignment;
    const awaitsInside = waits.some((wait) => isInside(wait, right));
    const startsFromNow =
      !awaitsInside &&
      (assignment.operator !== '=' ||
        uses.some((one) => one.kind === 'read' && one.binding === write.binding && isInside(one.identifier, right)));
    if (startsFromNow) continue;
    const setAt = awaitsInside ? assignment.end! : assignment.start!;
    const readBefore = (one: Use) =>
      (one === write && awaitsInside && assignment.operator !== '=') ||
      (one.kind === 'read' && waits.some((wait) => one.identifier.start! < wait.end! && wait.end! <= setAt));
    if (uses.some((one) => one.binding === write.binding && readBefore(one))) return write.identifier.name;
  }
  return null;
}

function assignmentAround(source: Source, { identifier, kind }: Use, called: Node) {
  if (kind === 'read' || kind === 'type') return null;
  for (const node of ancestorsOf(source, identifier)) {
    if (node === called) return null;
    if (node.type === 'AssignmentExpression') return isInside(identifier, node.left) ? node : null;
  }
  return null;
}

function functionName(source: Source, called: Node): string {
  if ('id' in called && called.id && typeof called.id === 'object' && 'name' in called.id)
    return String(called.id.name);
  const parent = source.parentOf.get(called);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
    ? parent.id.name
    : 'The function called';
}
