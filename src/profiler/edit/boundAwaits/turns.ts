/** What a loop goes over, as the input and the parameter of a mapper; or why it cannot be told in advance. */
import type { Expression, ForOfStatement, ForStatement } from '@babel/types';
import { boundIdentifiers, walk, type Node } from '../../syntax/nodes.ts';
import { textOf, type Source } from '../source.ts';
import { isInside, lineOf, quote } from './names.ts';
import type { Loop } from './sites.ts';

export type Turns =
  | {
      readonly ok: true;
      readonly input: string;
      readonly parameter: string;
      readonly variables: readonly string[];
      /** A number that is different in every turn. */
      readonly key: string | null;
    }
  | { readonly ok: false; readonly reason: string };

const refuse = (reason: string): Turns => ({ ok: false, reason });

export function turnsOf(source: Source, loop: Loop): Turns {
  switch (loop.type) {
    case 'ForOfStatement':
      return overIterable(source, loop);
    case 'ForStatement':
      return counting(source, loop);
    case 'ForInStatement':
      return refuse('The loop is a for…in, which also goes over inherited keys; write it over Object.keys(…) first.');
    default:
      return refuse('The loop decides after each call whether to go on, so the calls have to follow one another.');
  }
}

function overIterable(source: Source, loop: ForOfStatement): Turns {
  if (loop.await) return refuse('A for await loop takes its items one after another as they come.');
  if (loop.left.type !== 'VariableDeclaration')
    return refuse(`The loop sets ${quote(source, loop.left)}, which is declared outside of it.`);
  const { kind, declarations } = loop.left;
  if (/using/.test(kind)) return refuse('The loop disposes of each item at the end of its turn.');
  const [declarator] = declarations;
  const identifiers = boundIdentifiers(declarator!.id);
  const escaped = kind === 'var' ? identifiers.find((one) => isUsedOutside(source, one, loop)) : undefined;
  if (escaped) return refuse(`${escaped.name} is used after the loop.`);
  const variables = identifiers.map(({ name }) => name);
  if (variables.length === 0) return refuse('The loop uses no item of what it goes over.');
  return {
    ok: true,
    input: loop.right.type === 'SequenceExpression' ? `(${textOf(source, loop.right)})` : textOf(source, loop.right),
    parameter: textOf(source, declarator!.id),
    variables,
    key: entriesKey(loop),
  };
}

/** `for (const [i, item] of items.entries())`. Of a Map, `entries` gives keys, which are different too. */
function entriesKey({ left, right }: ForOfStatement): string | null {
  if (right.type !== 'CallExpression' || right.callee.type !== 'MemberExpression') return null;
  if (right.callee.property.type !== 'Identifier' || right.arguments.length > 0) return null;
  const pattern = left.type === 'VariableDeclaration' ? left.declarations[0]!.id : null;
  if (right.callee.property.name === 'keys') return pattern?.type === 'Identifier' ? pattern.name : null;
  const first = pattern?.type === 'ArrayPattern' ? pattern.elements[0] : null;
  return right.callee.property.name === 'entries' && first?.type === 'Identifier' ? first.name : null;
}

function counting(source: Source, loop: ForStatement): Turns {
  const { init, test, update } = loop;
  const unclear = refuse(
    'The loop does not simply count upwards to a bound that is known when it begins, so its turns cannot be told in advance.',
  );
  if (init?.type !== 'VariableDeclaration' || test?.type !== 'BinaryExpression' || !update) return unclear;
  const [counter, ...others] = init.declarations;
  if (counter?.id.type !== 'Identifier' || !counter.init) return unclear;
  const { name } = counter.id;
  const binding = source.scopes.bindingOf(counter.id);
  if (!binding || (init.kind === 'var' && isUsedOutside(source, counter.id, loop)))
    return refuse(`${name} is used after the loop.`);
  const changed = binding.uses.find(({ kind, identifier }) => kind !== 'read' && isInside(identifier, loop.body));
  if (changed) return refuse(`The loop changes its own counter ${name} at line ${lineOf(changed.identifier)}.`);
  const step = stepOf(source, update, name);
  if (step === null || test.left.type !== 'Identifier' || test.left.name !== name) return unclear;
  if (test.operator !== '<' && test.operator !== '<=') return unclear;
  // `for (let i = 0, n = items.length; i < n; i++)`: the bound is what n is declared as.
  const alias = others.length === 1 && others[0]!.id.type === 'Identifier' ? others[0]! : null;
  if (others.length > 0 && (!alias?.init || textOf(source, alias.id) !== textOf(source, test.right))) return unclear;
  const aliasName = alias ? textOf(source, alias.id) : null;
  if (aliasName && [...walk(loop.body)].some((node) => node.type === 'Identifier' && node.name === aliasName))
    return unclear;
  const bound = alias ? alias.init! : test.right;
  if (!isSteady(source, bound, loop) || !isSteady(source, counter.init, loop)) return unclear;
  const start = numberOf(counter.init);
  if (start === null) return unclear;
  return {
    ok: true,
    input: numbersText(source, bound as Expression, test.operator === '<=', start, step),
    parameter: name,
    variables: [name],
    key: name,
  };
}

/** `Array.from({ length: n }, (_, i) => i)`, with what start, step and a bound that may be a fraction add to it. */
function numbersText(source: Source, bound: Expression, isInclusive: boolean, start: number, step: number): string {
  const isSimple = /^(Identifier|MemberExpression|NumericLiteral|CallExpression)$/.test(bound.type);
  const text = isSimple ? textOf(source, bound) : `(${textOf(source, bound)})`;
  const literal = numberOf(bound);
  const last = isInclusive ? 1 : 0;
  let length: string;
  if (literal !== null) {
    const turns = (literal - start) / step;
    length = String(Math.max(0, isInclusive ? Math.floor(turns) + 1 : Math.ceil(turns)));
  } else if (step === 1 && isWhole(bound)) {
    const shift = last - start;
    length = shift === 0 ? textOf(source, bound) : `${text} ${shift > 0 ? '+' : '-'} ${Math.abs(shift)}`;
  } else {
    const distance = start === 0 ? text : `(${text} ${start > 0 ? '-' : '+'} ${Math.abs(start)})`;
    const turns = step === 1 ? distance.replace(/^\((.*)\)$/, '$1') : `${distance} / ${step}`;
    length = isInclusive ? `Math.floor(${turns}) + 1` : `Math.ceil(${turns})`;
  }
  const scaled = step === 1 ? 'i' : `i * ${step}`;
  const value = start === 0 ? scaled : `${scaled} ${start > 0 ? '+' : '-'} ${Math.abs(start)}`;
  return `Array.from({ length: ${length} }, (_, i) => ${value})`;
}

function stepOf(source: Source, update: Node, name: string): number | null {
  if (update.type === 'UpdateExpression')
    return update.operator === '++' && textOf(source, update.argument) === name ? 1 : null;
  if (update.type !== 'AssignmentExpression' || textOf(source, update.left) !== name || update.operator !== '+=')
    return null;
  const step = numberOf(update.right);
  return step !== null && step > 0 ? step : null;
}

function numberOf(node: Node): number | null {
  if (node.type === 'NumericLiteral') return Number.isInteger(node.value) ? node.value : null;
  return node.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'NumericLiteral'
    ? -node.argument.value
    : null;
}

/** A length or a rounded number; others may be fractions, up to which a loop still counts. */
const isWhole = (bound: Node): boolean =>
  bound.type === 'MemberExpression' &&
  bound.property.type === 'Identifier' &&
  /^(length|size)$/.test(bound.property.name);

/** Names and properties only, of which the loop changes none: asked once, it answers as if asked before every turn. */
function isSteady(source: Source, bound: Node, loop: Loop): boolean {
  for (const node of walk(bound)) {
    if (
      /^(CallExpression|NewExpression|AwaitExpression|AssignmentExpression|UpdateExpression|OptionalCallExpression)$/.test(
        node.type,
      )
    )
      return false;
    if (node.type !== 'Identifier') continue;
    const uses = source.scopes.bindingOf(node)?.uses ?? [];
    if (uses.some(({ kind, identifier }) => kind !== 'read' && kind !== 'type' && isInside(identifier, loop)))
      return false;
  }
  return true;
}

function isUsedOutside(source: Source, identifier: Node, loop: Loop): boolean {
  const uses = source.scopes.bindingOf(identifier)?.uses ?? [];
  return uses.some((use) => !isInside(use.identifier, loop));
}
