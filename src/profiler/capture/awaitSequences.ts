/**
 * Finds statements of one block that await one after the other although some need no result of another:
 * `const user = await getUser(id); const basket = await getBasket(id);`. What a later one uses decides: names that an
 * awaited result was given, and what was made of them. A statement that may end the function between them, or that awaits
 * in a branch, ends the sequence: whether the later awaits happen then hangs on the earlier ones.
 */
import type { Node } from '@babel/types';
import { boundIdentifiers, walk, walkOwn } from '../syntax/nodes.ts';
import type { AwaitSequence, AwaitStep } from './format/awaitSequences.ts';
import { namesChanged, namesUsed } from './namesInSource.ts';
import { callOf, type AwaitedCall } from './awaitedCall.ts';

/** `program` is a Babel tree. */
export function findAwaitSequences(program: Node): AwaitSequence[] {
  const found: AwaitSequence[] = [];
  for (const node of walk(program)) {
    if (node.type === 'BlockStatement' || node.type === 'Program') found.push(...sequencesIn(node.body));
    else if (node.type === 'SwitchCase') found.push(...sequencesIn(node.consequent));
  }
  return found;
}

function sequencesIn(statements: readonly Node[]): AwaitSequence[] {
  const sequences: Sequence[] = [new Sequence()];
  for (const statement of statements) {
    const current = sequences.at(-1) as Sequence;
    const own = [...walkOwn(statement)];
    const awaits = own.filter(({ type }) => type === 'AwaitExpression').length > 0;
    const mayLeave = own.some(({ type }) => leaves.has(type));
    const isStep = awaits && steps.has(statement.type) && !own.some(({ type }) => branches.has(type));
    if (isStep) current.add(statement, own);
    else if (!awaits && !mayLeave) current.pass(statement, own);
    if ((awaits && !isStep) || mayLeave) sequences.push(new Sequence());
  }
  return sequences.flatMap((one) => one.result());
}

const leaves = new Set(['ReturnStatement', 'ThrowStatement', 'BreakStatement', 'ContinueStatement', 'YieldExpression']);
const steps = new Set(['VariableDeclaration', 'ExpressionStatement', 'ReturnStatement']);
/** What stands in them may not be awaited at all. */
const branches = new Set(['ConditionalExpression', 'LogicalExpression', 'OptionalCallExpression']);
/** May do something that others see. */
const effects = new Set([
  'CallExpression',
  'OptionalCallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'AssignmentExpression',
  'UpdateExpression',
]);

class Sequence {
  readonly #steps: AwaitStep[] = [];
  readonly #calls: AwaitedCall[] = [];
  /** Which steps a name comes from. */
  readonly #madeBy = new Map<string, ReadonlySet<number>>();
  #effectSince = false;
  #isShown = true;

  /** A statement without an await: what it makes of results hangs on them. */
  pass(statement: Node, own: readonly Node[]): void {
    this.#name(statement, own, this.#needsOf([statement]));
    if (this.#steps.length > 0 && own.some(({ type }) => effects.has(type))) this.#effectSince = true;
  }

  add(statement: Node, own: readonly Node[]): void {
    const call = callOf(statement);
    const needs = new Set(this.#needsOf(own.filter(({ type }) => type === 'AwaitExpression')));
    this.#calls.forEach((earlier, step) => {
      const isSameReceiver = call.receiver !== null && call.receiver === earlier.receiver;
      // The same call twice, such as `reader.read()`, goes on where the first one stopped; an order to the same object does too.
      if (call.text === earlier.text || (isSameReceiver && (call.isOrder || earlier.isOrder))) needs.add(step);
      else if (!needs.has(step) && (isSameReceiver || call.isOrder || earlier.isOrder)) this.#isShown = false;
    });
    if (this.#effectSince) this.#isShown = false;
    const step = this.#steps.length;
    this.#name(statement, own, new Set([step]));
    const { start, end } = statement.loc ?? {};
    this.#steps.push({ from: start?.line ?? 0, to: end?.line ?? 0, needs: [...needs].sort((a, b) => a - b) });
    this.#calls.push(call);
  }

  /** Worth a word where at least two of the steps do not hang on each other. */
  result(): AwaitSequence[] {
    const depth: number[] = [];
    for (const { needs } of this.#steps) depth.push(1 + Math.max(0, ...needs.map((step) => depth[step] as number)));
    const distinct = new Set(this.#steps.map(({ from }) => from)).size === this.#steps.length;
    if (this.#steps.length < 2 || !distinct || Math.max(...depth) === this.#steps.length) return [];
    return [{ steps: this.#steps, isShown: this.#isShown }];
  }

  #needsOf(pieces: readonly Node[]): ReadonlySet<number> {
    return new Set(pieces.flatMap(namesUsed).flatMap((name) => [...(this.#madeBy.get(name) ?? [])]));
  }

  #name(statement: Node, own: readonly Node[], from: ReadonlySet<number>): void {
    const declared =
      statement.type === 'VariableDeclaration' ? boundIdentifiers(statement).map(({ name }) => name) : [];
    for (const name of [...declared, ...own.flatMap(namesChanged)])
      this.#madeBy.set(name, new Set([...(this.#madeBy.get(name) ?? []), ...from]));
  }
}
