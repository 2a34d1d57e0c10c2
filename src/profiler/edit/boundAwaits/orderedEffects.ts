/** Calls whose order others see, or that continue where the one before left off. */
import type { CallExpression } from '@babel/types';
import { isFunction, walk, type Node } from '../../syntax/nodes.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';
import { calledName, isInside, isOuter, lineOf, quote, receiverOf, rootOf } from './names.ts';

/** On something that all turns share, each of these follows on from the one before. */
const ordered = new Set([
  ...['write', 'writev', 'end', 'append', 'appendFile', 'appendFileSync', 'writeLine', 'flush', 'pipe', 'emit'],
  ...['next', 'read', 'seek', 'advance', 'poll', 'receive', 'dequeue', 'prompt', 'question'],
  // One page of a browser does one thing at a time.
  ...['goto', 'click', 'fill', 'press', 'type', 'navigate', 'waitForSelector'],
]);
/** Change what they are called on. Awaited, they are calls to a service that happen to have the same name. */
const mutators = new Set([
  ...['push', 'unshift', 'pop', 'shift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin', 'enqueue'],
  ...['set', 'add', 'delete', 'clear'],
]);
/** `fs.read` and the like name their place in the arguments. */
const fileModule = /^(fs|fsp|fsPromises|promises)$/;

/** A sentence for the first such call in `body`; `done` holds calls that are dealt with otherwise. */
export function orderedEffectIn(source: Source, loop: Node, body: Node, done: ReadonlySet<Node>): string | null {
  for (const node of walk(body)) {
    if (done.has(node)) continue;
    if (node.type !== 'CallExpression') continue;
    const what = `${quote(source, node)} at line ${lineOf(node)}`;
    const receiver = receiverOf(node);
    const root = receiver && rootOf(receiver);
    const name = calledName(node) ?? '';
    if (root?.type === 'Identifier' && root.name === 'console' && !source.scopes.bindingOf(root))
      return `${what} prints in the order of the loop; move it below the loop first.`;
    if (receiver && /^process\.(stdout|stderr)$/.test(textOf(source, receiver)))
      return `${what} prints in the order of the loop; move it below the loop first.`;
    if (oneFile.test(name) && !isOfTurn(source, node.arguments[0], loop))
      return `${what} writes one file in every turn: which one is written last matters.`;
    if (setsUp(source, node, loop, body))
      return `${what} may prepare ${textOf(source, receiver!)} for the calls of its turn.`;
    const transaction = transactionOf(source, node, loop);
    if (transaction) return `${what} is part of a transaction (${transaction}), whose calls follow one another.`;
    if (!receiver || !isOuter(source, root, loop)) continue;
    const text = textOf(source, receiver);
    if (ordered.has(name) && !(fileModule.test(text) && !name.startsWith('append')))
      return `${what}: the order of these calls on ${text} matters.`;
    if (mutators.has(name) && source.parentOf.get(node)?.type !== 'AwaitExpression')
      return `${what} changes ${text}, which all turns of the loop share.`;
  }
  return null;
}

const oneFile = /^(?:writeFile|appendFile|truncate|outputFile)(?:Sync)?$/;

/** Whether a value comes from the turn: from the loop's variable, or from what is declared in the loop. */
function isOfTurn(source: Source, value: Node | undefined, loop: Node): boolean {
  return (
    value === undefined ||
    [...walk(value)].some((one) => {
      const binding = one.type === 'Identifier' ? source.scopes.bindingOf(one) : undefined;
      return binding !== undefined && isInside(binding.identifier, loop);
    })
  );
}

/** `client.select(db); await client.get(key)`: what both are called on may remember the first. */
function setsUp(source: Source, call: CallExpression, loop: Node, body: Node): boolean {
  const receiver = receiverOf(call);
  const root = receiver && rootOf(receiver);
  if (root?.type !== 'Identifier' || !source.scopes.bindingOf(root) || !isOuter(source, root, loop)) return false;
  if (source.parentOf.get(call)?.type !== 'ExpressionStatement') return false;
  return [...walk(body)].some((node) => {
    if (node.type !== 'AwaitExpression' || node.argument.type !== 'CallExpression') return false;
    const other = receiverOf(node.argument);
    return other !== null && textOf(source, other) === textOf(source, receiver!);
  });
}

const transactionName = /^(tx|trx|txn|transaction)$/i;

/** The name of the transaction that the call runs in, when it is called on it or is given it. */
function transactionOf(source: Source, call: CallExpression, loop: Node): string | null {
  const receiver = receiverOf(call);
  for (const node of [receiver && rootOf(receiver), ...call.arguments]) {
    if (node?.type !== 'Identifier' || !isOuter(source, node, loop)) continue;
    if (transactionName.test(node.name)) return node.name;
    const declaration = source.scopes.bindingOf(node)?.declaration;
    if (!declaration || !isFunction(declaration)) continue;
    const parent = source.parentOf.get(declaration);
    if (parent?.type === 'CallExpression' && /transaction/i.test(calledName(parent) ?? '')) return node.name;
  }
  return receiver && opensTransaction(source, receiver, call) ? textOf(source, receiver) : null;
}

/** `client.query('BEGIN')` in the same function. */
function opensTransaction(source: Source, receiver: Node, call: CallExpression): boolean {
  const around = [...ancestorsOf(source, call)].find((node) => isFunction(node)) ?? source.program;
  for (const node of walk(around)) {
    if (node.type !== 'CallExpression' || isInside(call, node)) continue;
    const [first] = node.arguments;
    const text =
      first?.type === 'StringLiteral'
        ? first.value
        : first?.type === 'TemplateLiteral'
          ? textOf(source, first).slice(1)
          : '';
    const other = receiverOf(node);
    if (/^\s*(begin|start transaction)\b/i.test(text) && other && textOf(source, other) === textOf(source, receiver))
      return true;
  }
  return false;
}
