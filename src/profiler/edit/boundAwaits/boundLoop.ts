/** A loop with an await → `await pMap(items, async (item) => …, { concurrency })`, or why its turns have to follow one another. */
import type { AwaitExpression, Statement } from '@babel/types';
import type { Replacement } from '../editPlan.ts';
import { freeName } from '../imports.ts';
import { textOf, type Source } from '../source.ts';
import { indentationAt } from '../textStyle.ts';
import { accumulationOf, type Accumulation } from './accumulation.ts';
import { awaitsAroundState, carriedStateIn } from './carriedState.ts';
import { dependsOnTurn, escapingVariable } from './dependence.ts';
import { effectOfCalled } from './calledEffects.ts';
import { continuesOf, leavesEarly } from './leaving.ts';
import { commentsAround, hasComment, headComments } from './loopComments.ts';
import type { Mapper } from './mapper.ts';
import { neighbourChanged } from './neighbours.ts';
import { orderedEffectIn } from './orderedEffects.ts';
import type { Loop } from './sites.ts';
import { sleepsIn } from './sleeps.ts';
import { turnsOf, type Turns } from './turns.ts';
import { isKeptOutside, partialResultsKept } from './partialResults.ts';
import { promisesIn } from './promiseItems.ts';
import type { Node } from '../../syntax/nodes.ts';

export type Bounded =
  | {
      readonly ok: true;
      readonly replacements: readonly Replacement[];
      readonly usesSkip: boolean;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly reason: string };

type KnownTurns = Extract<Turns, { ok: true }>;

export function boundLoop(source: Source, loop: Loop, awaited: AwaitExpression, mapper: Mapper): Bounded {
  const turns = turnsOf(source, loop);
  if (!turns.ok) return turns;
  const accumulation = accumulationOf(source, loop, turns.key);
  const done = new Set<Node>(accumulation ? [accumulation.operation] : []);
  const escaping = escapingVariable(source, loop.body);
  const reason =
    leavesEarly(source, loop) ??
    sleepsIn(source, loop.body) ??
    (escaping && `${escaping} is used after the loop.`) ??
    carriedStateIn(source, loop, loop.body, done, turns.key) ??
    orderedEffectIn(source, loop, loop.body, done) ??
    neighbourChanged(source, loop, turns.key) ??
    dependsOnTurn(source, loop, awaited, turns.variables) ??
    promiseItems(source, loop) ??
    awaitsAroundState(source, loop.body) ??
    effectOfCalled(source, loop) ??
    (accumulation && partialResultsKept(source, loop, accumulation));
  if (reason) return { ok: false, reason };
  const usesSkip = accumulation !== null && (accumulation.condition !== null || continuesOf(source, loop).length > 0);
  return {
    ok: true,
    replacements: replacementsFor(source, loop, turns, accumulation, mapper, usesSkip),
    usesSkip,
    notes: accumulation && isKeptOutside(source, loop, accumulation) ? [addedAtEnd(source, accumulation)] : [],
  };
}

const addedAtEnd = (source: Source, { target }: Accumulation): string =>
  `${textOf(source, target)} gets the results once all calls have ended: when one fails, it gets none of them.`;

function promiseItems(source: Source, loop: Loop): string | null {
  if (loop.type !== 'ForOfStatement' || loop.left.type !== 'VariableDeclaration') return null;
  return promisesIn(source, loop.right, loop.left.declarations[0]?.id, loop.body);
}

function replacementsFor(
  source: Source,
  loop: Loop,
  turns: KnownTurns,
  accumulation: Accumulation | null,
  mapper: Mapper,
  usesSkip: boolean,
): Replacement[] {
  const { body } = loop;
  const statement = labelAround(source, loop);
  const label = `Keep at most ${mapper.limit} in flight`;
  const isBrief = !hasComment(source, body) && onlyStatement(body) !== null;
  const only = onlyStatement(body);
  const opening = (as: string) => `${mapper.name}(${turns.input}, async (${turns.parameter}) => ${as}`;
  const closing = `, ${mapper.options})`;
  const { before, after, removed } = surroundings(source, statement, accumulation, usesSkip && mapper.skip === null);

  const value =
    accumulation && !accumulation.condition && only === accumulation.statement && isBrief
      ? briefValue(source, accumulation)
      : null;
  const plain =
    !accumulation &&
    body.type !== 'BlockStatement' &&
    body.type === 'ExpressionStatement' &&
    body.expression.type === 'AwaitExpression'
      ? itemText(source, body.expression.argument)
      : null;
  const brief = value ?? plain;
  if (brief !== null) {
    const text = before + opening(brief.startsWith('{') ? `(${brief})` : brief) + closing + after;
    return [
      ...removed,
      { start: statement.start!, end: statement.end!, text: headComments(source, statement, loop) + text, label },
    ];
  }
  const inner: Replacement[] = continuesOf(source, loop).map((one) => ({
    start: one.start!,
    end: one.end!,
    text: `return${accumulation ? ` ${mapper.skip ?? '[]'}` : ''}${textOf(source, one).endsWith(';') ? ';' : ''}`,
    label: 'End the turn',
  }));
  const { semicolon, newline, indent } = source.style;
  const base = indentationAt(source.text, statement.start!);
  if (accumulation) inner.push(...returned(source, accumulation, mapper, usesSkip));
  const isBlock = body.type === 'BlockStatement';
  // A body without braces gets them on its own lines.
  const open = isBlock ? '' : `{${newline}${base}${indent}`;
  const skipped =
    usesSkip && accumulation?.condition ? `${indent}return ${mapper.skip ?? '[]'}${semicolon}${newline}${base}` : '';
  const close = isBlock ? '' : `${newline}${base}${skipped}}`;
  const tail: Replacement[] = [];
  if (isBlock && skipped)
    tail.push({ start: body.end! - 1, end: body.end! - 1, text: skipped, label: 'Give no result otherwise' });
  return [
    ...removed,
    {
      start: statement.start!,
      end: body.start!,
      text: headComments(source, statement, loop) + before + opening(open),
      label,
    },
    ...inner,
    ...tail,
    { start: body.end!, end: statement.end!, text: close + closing + after, label },
  ];
}

/** What a turn returns instead of adding it. */
function returned(source: Source, accumulation: Accumulation, mapper: Mapper, usesSkip: boolean): Replacement[] {
  const { statement, values } = accumulation;
  const texts = values.map((value) => itemText(source, value));
  const value = texts.length === 1 ? texts[0]! : `[${texts.join(', ')}]${source.isTypeScript ? ' as const' : ''}`;
  const wrapped = usesSkip && mapper.skip === null ? `[${value}]` : value;
  const semicolon = textOf(source, statement).endsWith(';') ? ';' : '';
  const label = 'Return the result of the turn';
  const text = `${commentsAround(source, statement, values)}return ${wrapped}${semicolon}`;
  const block = source.parentOf.get(statement);
  if (accumulation.condition || block?.type !== 'BlockStatement' || block.body.at(-1) === statement)
    return [{ start: statement.start!, end: statement.end!, text, label }];
  // What counts behind it has to run before the turn returns.
  const end = block.body.at(-1)!.end!;
  const line = `${source.style.newline}${indentationAt(source.text, statement.start!)}${text}`;
  return [
    { ...wholeLine(source, statement), text: '', label },
    { start: end, end, text: line, label },
  ];
}

/** `(a, b)` keeps its parentheses among other items. */
const itemText = (source: Source, value: Node): string =>
  value.type === 'SequenceExpression' ? `(${textOf(source, value)})` : textOf(source, value);

function briefValue(source: Source, { values }: Accumulation): string {
  const [first] = values;
  if (values.length === 1)
    return first!.type === 'AwaitExpression' ? itemText(source, first!.argument) : itemText(source, first!);
  const text = `[${values.map((value) => itemText(source, value)).join(', ')}]`;
  return source.isTypeScript ? `${text} as const` : text;
}

interface Surroundings {
  readonly before: string;
  readonly after: string;
  readonly removed: readonly Replacement[];
}

function surroundings(
  source: Source,
  statement: Node,
  accumulation: Accumulation | null,
  isFlattened: boolean,
): Surroundings {
  const { semicolon, newline, indent } = source.style;
  // Without semicolons, a line that begins like a continuation would be one.
  const end = semicolon || (/^\s*([([`+*-]|\/(?![/*]))/.test(source.text.slice(statement.end!)) ? ';' : '');
  const [open, close] = isFlattened ? ['(await ', ').flat()'] : ['await ', ''];
  if (!accumulation) return { before: open, after: end, removed: [] };
  const { declaredAs } = accumulation;
  if (declaredAs) {
    const declarator = source.parentOf.get(declaredAs.identifier)!;
    const declaration = source.parentOf.get(declarator)!;
    return {
      before: `${declaredAs.kind} ${textOf(source, declaredAs.identifier)} = ${open}`,
      after: close + end,
      removed: [{ ...wholeLine(source, declaration), text: '', label: `Declare ${declaredAs.name} with its items` }],
    };
  }
  const base = indentationAt(source.text, statement.start!);
  const isPair = accumulation.values.length > 1;
  const one = isPair ? [freeName(source, 'key'), freeName(source, 'value')] : [freeName(source, 'result')];
  const pattern = isPair ? `[${one.join(', ')}]` : one[0]!;
  const write = `${accumulation.write(one)}${semicolon}`;
  const block = ` {${newline}${base}${indent}${write}${newline}${base}}`;
  const list = source.parentOf.get(statement);
  if (list?.type !== 'BlockStatement' && list?.type !== 'Program')
    return { before: `for (const ${pattern} of ${open}`, after: `${close})${block}`, removed: [] };
  const all =
    ['results', 'values', 'collected'].find((name) => !source.scopes.names.has(name)) ?? freeName(source, 'results');
  return {
    before: `const ${all} = ${open}`,
    after: `${close}${semicolon}${newline}${base}for (const ${pattern} of ${all})${block}`,
    removed: [],
  };
}

/** With its line break, so that no empty line stays behind; a comment on the line stays. */
function wholeLine({ text }: Source, node: Node): { start: number; end: number } {
  const lineStart = text.lastIndexOf('\n', node.start! - 1) + 1;
  const rest = /^[ \t]*\r?\n/.exec(text.slice(node.end!));
  return rest && text.slice(lineStart, node.start!).trim() === ''
    ? { start: lineStart, end: node.end! + rest[0].length }
    : { start: node.start!, end: node.end! };
}

function labelAround(source: Source, loop: Loop): Node {
  const parent = source.parentOf.get(loop);
  return parent?.type === 'LabeledStatement' ? parent : loop;
}

const onlyStatement = (body: Statement): Statement | null =>
  body.type !== 'BlockStatement' ? body : body.body.length === 1 && body.directives.length === 0 ? body.body[0]! : null;
