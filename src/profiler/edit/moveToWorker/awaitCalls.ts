/** Every call of a function that becomes asynchronous is awaited, and so are the calls of the functions around it. */
import type { CallExpression, Function } from '@babel/types';
import { isFunction, walk, type Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { carriedStateIn } from '../boundAwaits/carriedState.ts';
import { orderedEffectIn } from '../boundAwaits/orderedEffects.ts';
import { ancestorsOf, textOf, type Source } from '../source.ts';
import { needsSemicolonBefore } from '../statementStart.ts';
import { awaitedText, type Wrap } from './awaitedText.ts';
import { roleOfCallback } from './callbackRole.ts';
import { unsendable } from './effects.ts';
import { isExport, isExportedWhereDeclared } from './exported.ts';
import { findSharedChange } from './sharedChanges.ts';

export interface Awaited {
  readonly text: string;
  /** Names of the functions that return promises now. */
  readonly names: readonly string[];
  /** Calls are in flight together already: in `Promise.all`, in request handlers, or in functions that were asynchronous. */
  readonly runsTogether: boolean;
}
export type AwaitedResult =
  { readonly ok: true; readonly awaited: Awaited } | { readonly ok: false; readonly reason: string };

class Refusal extends Error {}
const refuse = (reason: string): never => {
  throw new Refusal(reason);
};
const lineOf = (node: Node): number => node.loc?.start.line ?? 1;

/** `isMoved` tells which code leaves the file: what it calls need not be awaited. */
export function awaitCalls(
  source: Source,
  target: Binding,
  isMoved: (node: Node) => boolean,
  isEntry: boolean,
): AwaitedResult {
  try {
    return { ok: true, awaited: new Awaiting(source, isMoved, isEntry).run(target) };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, reason: error.message };
    throw error;
  }
}

class Awaiting {
  readonly #source: Source;
  readonly #isMoved: (node: Node) => boolean;
  readonly #isEntry: boolean;
  readonly #pending: Binding[] = [];
  readonly #seen = new Set<Binding>();
  readonly #asyncFunctions = new Set<Function>();
  readonly #wraps = new Map<Node, Wrap>();
  #runsTogether = false;

  constructor(source: Source, isMoved: (node: Node) => boolean, isEntry: boolean) {
    this.#source = source;
    this.#isMoved = isMoved;
    this.#isEntry = isEntry;
  }

  run(target: Binding): Awaited {
    this.#add(target);
    if (isExportedWhereDeclared(this.#source, target.declaration)) this.#checkExport(target, target.identifier);
    for (let binding = this.#pending.pop(); binding; binding = this.#pending.pop()) {
      for (const { identifier, kind } of binding.uses) {
        if (kind === 'type' || this.#isMoved(identifier)) continue;
        this.#use(binding, identifier, binding === target);
      }
    }
    const names = [...this.#seen].map(({ name }) => name);
    const text = awaitedText(this.#source, [...this.#wraps.values()], this.#asyncFunctions);
    return { text, names, runsTogether: this.#runsTogether };
  }

  #add(binding: Binding): void {
    if (this.#seen.has(binding)) return;
    this.#seen.add(binding);
    this.#pending.push(binding);
  }

  #use(binding: Binding, identifier: Node, isTarget: boolean): void {
    const parent = this.#source.parentOf.get(identifier);
    if (isExport(this.#source, identifier)) return this.#checkExport(binding, identifier);
    if (parent?.type === 'CallExpression' && parent.callee === identifier) {
      if (isTarget) this.#checkArguments(binding, parent);
      return this.#settle(parent);
    }
    if (parent?.type === 'CallExpression' && this.#isCallback(parent, identifier)) return;
    refuse(
      `“${binding.name}” is used as a value (line ${lineOf(identifier)}), and what gets it would not wait for a promise.`,
    );
  }

  #checkExport({ name }: Binding, at: Node): void {
    if (this.#isEntry) return;
    refuse(
      `“${name}” is exported (line ${lineOf(at)}) and would return a promise: its callers in other files do not wait for one.`,
    );
  }

  #checkArguments({ name }: Binding, call: CallExpression): void {
    for (const argument of call.arguments) {
      const what = unsendable(this.#source, argument);
      if (what !== null)
        refuse(`“${name}” is given ${what} (line ${lineOf(call)}), which cannot be sent between threads.`);
    }
  }

  /** The expression gives a promise now. */
  #settle(expression: Node): void {
    const parent = this.#source.parentOf.get(expression);
    if (parent?.type === 'AwaitExpression') return;
    const above = [...ancestorsOf(this.#source, expression)];
    const around = above.find(isFunction) ?? null;
    const inside = around ? above.slice(0, above.indexOf(around)) : above;
    if (inside.some(({ type }) => /^Class(?:Property|PrivateProperty|AccessorProperty)$|^StaticBlock$/.test(type)))
      refuse(`A field of a class is set from it (line ${lineOf(expression)}), where nothing can be awaited.`);
    const outermost = inside.at(-1) ?? expression;
    if (around?.params.some((parameter) => parameter === outermost))
      refuse(`A parameter’s default value comes from it (line ${lineOf(expression)}), where nothing can be awaited.`);
    const isReturned = (parent === around && around !== null) || parent?.type === 'ReturnStatement';
    const isInTry = inside.some(({ type }) => type === 'TryStatement');
    if (around === null && !this.#canAwaitAtTop()) return this.#endsProgram(expression);
    if (around && isReturned && !isInTry) this.#wraps.delete(expression);
    else this.#await(expression);
    if (around) this.#makeAsync(around, expression, isReturned && !isInTry);
  }

  #await(expression: Node, open = 'await ', close = ''): void {
    const parent = this.#source.parentOf.get(expression);
    const isOperand =
      ((parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') &&
        parent.object === expression) ||
      (parent?.type === 'CallExpression' && parent.callee === expression) ||
      (parent?.type === 'BinaryExpression' && parent.operator === '**' && parent.left === expression) ||
      parent?.type === 'TaggedTemplateExpression' ||
      parent?.type === 'TSNonNullExpression';
    const [before, after] = isOperand ? ['(', ')'] : ['', ''];
    const guard = isOperand && needsSemicolonBefore(this.#source, expression) ? ';' : '';
    this.#wraps.set(expression, { node: expression, open: guard + before + open, close: close + after });
  }

  #canAwaitAtTop(): boolean {
    const { runsAs } = this.#source.modules;
    if (runsAs !== 'either') return runsAs === 'esm';
    return [...walk(this.#source.program)].some(
      (node) => node.type === 'AwaitExpression' && ![...ancestorsOf(this.#source, node)].some(isFunction),
    );
  }

  /** Where the top level cannot await, the last thing that it does may still be a promise. */
  #endsProgram(expression: Node): void {
    const statement = this.#source.parentOf.get(expression);
    const { body } = this.#source.program;
    const later = statement ? body.slice(body.indexOf(statement as (typeof body)[number]) + 1) : body;
    const isLast =
      statement?.type === 'ExpressionStatement' &&
      body.includes(statement) &&
      later.every(({ type }) => /^(?:Function|Class)Declaration$|^TS/.test(type));
    if (!isLast)
      refuse(
        `Line ${lineOf(expression)} calls it at the top level of a CommonJS module, where nothing can be awaited: put that code into a function that the last line calls.`,
      );
  }

  #makeAsync(around: Function, expression: Node, givesPromise: boolean): void {
    if (around.async) {
      this.#runsTogether = true;
      return;
    }
    const isAsyncAlready = this.#asyncFunctions.has(around);
    if (around.generator) refuse(`It is called in a generator (line ${lineOf(expression)}), which cannot await.`);
    const parent = this.#source.parentOf.get(around);
    const isArrowOfPromise =
      givesPromise && around.type === 'ArrowFunctionExpression' && around.body.type !== 'BlockStatement';
    if (!isArrowOfPromise) this.#asyncFunctions.add(around);
    if (isAsyncAlready) return;
    if (parent?.type === 'CallExpression') {
      if (parent.callee === around) return this.#settle(parent);
      if (this.#isCallback(parent, around)) return;
    }
    const identifier =
      around.type === 'FunctionDeclaration'
        ? around.id
        : parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
          ? parent.id
          : null;
    const binding = identifier ? this.#source.scopes.bindingOf(identifier) : undefined;
    if (!binding)
      refuse(
        `It is called in ${describe(this.#source, around)} (line ${lineOf(expression)}), which would not wait for it.`,
      );
    if (isExportedWhereDeclared(this.#source, around)) this.#checkExport(binding!, expression);
    this.#add(binding!);
  }

  /** Callbacks whose promises somebody waits for, or whose results nobody wants. */
  #isCallback(call: CallExpression, callback: Node): boolean {
    const role = roleOfCallback(call, callback);
    if (role === 'mapped') return this.#gather(call, callback);
    if (role !== 'handler') return role === 'chained';
    const code = isFunction(callback) ? callback.body : null;
    const reason = code && carriedStateIn(this.#source, callback, code, new Set(), null);
    if (reason) refuse(`Requests would be handled side by side: ${reason}`);
    this.#runsTogether = true;
    return true;
  }

  /** `items.map(f)` → `await Promise.all(items.map(f))`. */
  #gather(call: CallExpression, callback: Node): boolean {
    if (isFunction(callback)) {
      const reason =
        carriedStateIn(this.#source, callback, callback.body, new Set(), null) ??
        orderedEffectIn(this.#source, callback, callback.body, new Set()) ??
        findSharedChange(this.#source, callback.body);
      if (reason) refuse(`The calls would run side by side: ${reason}`);
    }
    this.#runsTogether = true;
    const outer = this.#source.parentOf.get(call);
    if (outer?.type === 'CallExpression' && /^Promise\.all/.test(textOf(this.#source, outer.callee))) return true;
    this.#settle(call);
    if (this.#source.parentOf.get(call)?.type === 'AwaitExpression')
      this.#wraps.set(call, { node: call, open: 'Promise.all(', close: ')' });
    else if (this.#wraps.has(call)) this.#await(call, 'await Promise.all(', ')');
    else this.#wraps.set(call, { node: call, open: 'Promise.all(', close: ')' });
    return true;
  }
}

function describe(source: Source, around: Function): string {
  const parent = source.parentOf.get(around);
  if (/Method$/.test(around.type)) return 'a method';
  if (parent?.type === 'CallExpression')
    return `a callback of ${textOf(source, parent.callee).split('\n')[0]!.slice(0, 40)}`;
  return 'a function without a name';
}
