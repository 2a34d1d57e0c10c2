/** What moves along with a function, and what the worker imports. */
import type { Statement } from '@babel/types';
import type { Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { requiredModule } from '../imports.ts';
import { changesInPlace } from '../mutation.ts';
import { ancestorsOf, type Source } from '../source.ts';
import { isConstant } from './constants.ts';
import { findEffect } from './effects.ts';
import { topFunctionOf, type TopFunction } from './findFunction.ts';
import { changesElsewhere } from './parameters.ts';

export interface Closure {
  /** In the order of the source; the function itself is among them. */
  readonly moved: readonly MovedStatement[];
  /** Names of imports and requires that the moved code uses. */
  readonly imports: readonly Binding[];
  /** Exported types, which stay where they are. */
  readonly types: readonly string[];
}

export interface MovedStatement {
  readonly statement: Statement;
  readonly binding: Binding;
  /** Something that stays uses it, or it was exported: the worker file exports it. */
  readonly isShared: boolean;
}

export type ClosureResult =
  { readonly ok: true; readonly closure: Closure } | { readonly ok: false; readonly reason: string };

export function closureOf(source: Source, target: TopFunction): ClosureResult {
  const statements = new Map<Statement, Binding>([[target.statement, target.binding]]);
  const imports = new Set<Binding>();
  const types = new Set<string>();
  for (const [statement] of statements) {
    for (const { identifier, binding, kind } of source.scopes.usesIn(statement)) {
      if (!binding || binding.scope !== source.scopes.program) continue;
      const declared = statementOf(source, binding);
      if (isImported(binding, declared)) {
        const reason = unfitHere(source, target.name, binding, identifier);
        if (reason !== null) return { ok: false, reason };
        imports.add(binding);
      } else if (binding.kind === 'type' && declared.type === 'ExportNamedDeclaration') types.add(binding.name);
      else if (!statements.has(declared)) {
        const reason =
          kind === 'type' && binding.kind === 'type'
            ? null
            : immovable(source, target.name, binding, declared, identifier);
        if (reason !== null) return { ok: false, reason };
        statements.set(declared, binding);
      }
    }
  }
  const moved = [...statements].map(([statement, binding]) => ({
    statement,
    binding,
    isShared: binding !== target.binding && isUsedOutside(source, binding, statements),
  }));
  moved.sort((a, b) => a.statement.start! - b.statement.start!);
  return { ok: true, closure: { moved, imports: [...imports], types: [...types] } };
}

/** What this file does with an import that a worker would have a second time. */
function unfitHere(source: Source, name: string, binding: Binding, use: Node): string | null {
  const what = `“${name}” uses “${binding.name}” (line ${use.loc?.start.line ?? 1})`;
  for (const { identifier } of binding.uses) {
    const line = identifier.loc?.start.line ?? 1;
    if (changesInPlace(source, identifier)) return `${what}, which line ${line} changes: a worker would have its own.`;
    const parent = source.parentOf.get(identifier);
    if (parent?.type === 'BinaryExpression' && parent.operator === 'instanceof' && parent.right === identifier)
      return `${what}, a class that line ${line} asks for: its instances cannot be sent between threads.`;
  }
  return null;
}

/** An imported function may change what it is given. */
function isHandedOut(source: Source, { uses, declaration }: Binding, except: Node | null): boolean {
  const init = declaration.type === 'VariableDeclarator' ? declaration.init : null;
  if (!init || !/^(?:Object|Array|New)Expression$/.test(init.type)) return false;
  return uses.some(({ identifier }) => {
    const call = source.parentOf.get(identifier);
    if (call?.type !== 'CallExpression' || call.callee === identifier || !outsideOf(identifier, except)) return false;
    return call.callee.type === 'Identifier' && source.scopes.bindingOf(call.callee)?.kind === 'import';
  });
}

/** The statement at the top of the file that holds the declaration. */
export function statementOf(source: Source, binding: Binding): Statement {
  const above = [binding.declaration, ...ancestorsOf(source, binding.declaration)];
  return above.at(-2) as Statement;
}

const isImported = (binding: Binding, declared: Statement): boolean =>
  binding.kind === 'import' || requiredModule(declared) !== null;

function isUsedOutside(source: Source, binding: Binding, moved: ReadonlyMap<Statement, Binding>): boolean {
  const own = statementOf(source, binding);
  if (own.type === 'ExportNamedDeclaration') return true;
  return binding.uses.some(({ identifier }) => {
    const statement = [identifier as Node, ...ancestorsOf(source, identifier)].at(-2) as Statement;
    return !moved.has(statement);
  });
}

/** Why what the function reads cannot move with it; null when it can. */
function immovable(source: Source, name: string, binding: Binding, declared: Statement, use: Node): string | null {
  const what = `“${name}” reads “${binding.name}” (line ${use.loc?.start.line ?? 1})`;
  const top = topFunctionOf(source, binding);
  if (top) return findEffect(source, binding.name, top.node);
  if (binding.kind === 'class') {
    const isUsedElsewhere = binding.uses.some(
      ({ identifier, kind }) =>
        kind !== 'type' && outsideOf(identifier, declared) && outsideOf(identifier, statementOfName(source, name)),
    );
    return isUsedElsewhere
      ? `${what}, a class that is used elsewhere too: its instances cannot be sent between threads.`
      : findEffect(source, binding.name, binding.declaration);
  }
  if (binding.declaration.type !== 'VariableDeclarator') return `${what}, which cannot be moved.`;
  const isAssigned = binding.uses.some(({ kind }) => kind === 'write' || kind === 'update');
  const isChanged =
    isHandedOut(source, binding, statementOfName(source, name)) ||
    binding.uses.some(({ identifier }) => changesInPlace(source, identifier) || changesElsewhere(source, identifier));
  if (isAssigned || isChanged) return `${what}, which changes while the program runs: a worker would have its own.`;
  const { init, id } = binding.declaration;
  const isAlone = declared.type === 'VariableDeclaration' ? declared.declarations.length === 1 : true;
  if (id.type !== 'Identifier' || !isAlone)
    return `${what}, which is declared together with others: declare it on its own first.`;
  if (init && isConstant(source, init)) return null;
  return `${what}, which is computed when the program starts: pass it as an argument first.`;
}

const outsideOf = (node: Node, range: Node | null): boolean =>
  !range || node.start! < range.start! || node.end! > range.end!;

const statementOfName = (source: Source, name: string): Statement | null => {
  const binding = source.scopes.program.bindings.get(name);
  return binding ? statementOf(source, binding) : null;
};
