/** What functions of this file do when a turn calls them: side by side, it happens in the order in which the calls end. */
import { isFunction, walk, type Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { changesInPlace } from '../mutation.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';
import { calledName, functionOf, isInside, lineOf, quote, receiverOf, rootOf } from './names.ts';
import type { Loop } from './sites.ts';

/** A sentence for the first effect whose order shows; null when there is none. */
export function effectOfCalled(source: Source, loop: Loop): string | null {
  const list = listOf(source, loop);
  const seen = new Set<Node>();
  const open: Node[] = [loop.body];
  for (let at = open.pop(); at; at = open.pop()) {
    const reason =
      (list && growth(source, at, list, at === loop.body)) ?? (at === loop.body ? null : orderedIn(source, at, loop));
    if (reason) return reason;
    for (const node of walk(at)) {
      if (node.type !== 'CallExpression') continue;
      const called = functionOf(source, node.callee);
      if (!called || seen.has(called) || isInside(called, loop)) continue;
      seen.add(called);
      open.push(called);
    }
  }
  return null;
}

/** What the loop goes over, or what its bound is the length of. */
function listOf(source: Source, loop: Loop): Binding | null {
  const bound =
    loop.type === 'ForOfStatement'
      ? loop.right
      : loop.type === 'ForStatement' && loop.test?.type === 'BinaryExpression'
        ? loop.test.right
        : null;
  const root = bound && rootOf(bound);
  return (root && source.scopes.bindingOf(root)) ?? null;
}

/** The list may become longer while the loop goes over it; p-map has taken it as it was. */
function growth(source: Source, code: Node, list: Binding, isBody: boolean): string | null {
  for (const { identifier } of list.uses) {
    if (!isInside(identifier, code)) continue;
    const parent = source.parentOf.get(identifier);
    const isGiven = parent?.type === 'CallExpression' && parent.arguments.includes(identifier as never);
    // A function of another file that gets the item alone cannot do it, nor can what prints or copies.
    const isUnknown =
      isGiven &&
      !functionOf(source, parent.callee) &&
      !/^(?:console|JSON|Object|Array|Math)\./.test(textOf(source, parent));
    // What the body itself does to it, carriedState and orderedEffects judge.
    if ((!isBody && changesInPlace(source, identifier)) || isUnknown || (isGiven && parametersChange(source, parent)))
      return `${list.name} may change at line ${lineOf(identifier)} while the loop goes over it.`;
  }
  return null;
}

function parametersChange(source: Source, call: Extract<Node, { type: 'CallExpression' }>): boolean {
  const called = functionOf(source, call.callee);
  if (!called || !isFunction(called)) return true;
  return called.params.some((parameter) => {
    const uses = source.scopes.bindingOf(parameter)?.uses ?? [];
    return parameter.type !== 'Identifier' || uses.some(({ identifier }) => changesInPlace(source, identifier));
  });
}

const inRow = new Set(['push', 'unshift', 'pop', 'shift', 'splice']);

function orderedIn(source: Source, called: Node, loop: Loop): string | null {
  for (const node of walk(called)) {
    const what = `${quote(source, node)} at line ${lineOf(node)}`;
    if (node.type === 'CallExpression') {
      const receiver = receiverOf(node);
      const root = receiver && rootOf(receiver);
      if (root?.type !== 'Identifier') continue;
      const binding = source.scopes.bindingOf(root);
      if (!binding && (root.name === 'console' || /^process\.(stdout|stderr)$/.test(textOf(source, receiver!))))
        return `The loop calls what prints: ${what} would come in another order.`;
      if (binding && isShared(binding, called, loop) && inRow.has(calledName(node) ?? ''))
        return `The loop calls what changes ${binding.name} in its order: ${what}.`;
    }
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') continue;
    const binding = source.scopes.bindingOf(node.left);
    if (!binding || !isShared(binding, called, loop)) continue;
    if (node.operator === '+=' ? isText(binding) : node.operator === '=' && !isMadeOnce(source, node, binding, called))
      return `The loop calls what sets ${binding.name}: ${what}, in the order of the calls.`;
  }
  return null;
}

const isShared = ({ identifier }: Binding, called: Node, loop: Node): boolean =>
  !isInside(identifier, called) && !isInside(identifier, loop);

const isText = ({ declaration }: Binding): boolean =>
  declaration.type === 'VariableDeclarator' && /^(?:String|Template)Literal$/.test(declaration.init?.type ?? '');

/** `if (!client) client = connect()`, and what starts from the value of that moment. */
function isMadeOnce(source: Source, assignment: Node, binding: Binding, called: Node): boolean {
  const asks = (node: Node) =>
    binding.uses.some(({ kind, identifier }) => kind === 'read' && isInside(identifier, node));
  if (assignment.type === 'AssignmentExpression' && asks(assignment.right)) return true;
  for (const above of ancestorsOf(source, assignment)) {
    if (above === called) return false;
    if (above.type === 'IfStatement' && asks(above.test)) return true;
  }
  return false;
}
