/** In the source: the function hands its arguments to a pool, and what has moved is gone. */
import type { Function, Statement } from '@babel/types';
import { walkOwn } from '../../syntax/nodes.ts';
import { applyReplacements, inOrder } from '../applyPlan.ts';
import type { Replacement } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { freeName, importName, requiredModule } from '../imports.ts';
import { textOf, type Source } from '../source.ts';
import { statementOf, type Closure } from './closure.ts';
import { topFunctionOf, type TopFunction } from './findFunction.ts';
import type { Reopen } from './sideBySide.ts';
import { importClause, rangeOf, requirePattern, workerFileOf, workerSpecifier } from './workerFile.ts';
import type { WorkerPath } from './workerPath.ts';

const label = '';

/** Whether the types of the worker file's function are named: its parameters or its result have none to copy. */
export const namesTypes = (source: Source, { node }: TopFunction): boolean =>
  source.isTypeScript && (!hasPlainParameters(node) || !node.returnType);

const hasPlainParameters = ({ params }: Function): boolean => params.every(({ type }) => type === 'Identifier');

/** `changed` is the source with awaited calls; `closure` that of the source as it was. Null when the text cannot be read again. */
export function callPool(
  changed: Source,
  name: string,
  size: number,
  closure: Closure,
  path: WorkerPath,
  reopen: Reopen,
): string | null {
  const poolName = freeName(changed, `${name}Pool`);
  const emptied = reopen(withoutMoved(changed, name, closure, poolName));
  const tidy = emptied && reopen(withoutUnusedImports(emptied, closure));
  const extname =
    tidy && (path.needsExtname ? imported(tidy, reopen, 'node:path', 'extname') : { source: tidy, local: 'extname' });
  const pool = extname && imported(extname.source, reopen, 'piscina', 'Piscina');
  const shared = pool && reopen(withSharedImports(pool.source, closure));
  if (!shared) return null;
  const expression = path.expression.replace(/\bextname\b/, extname.local);
  return withPool(shared, pool.local, name, poolName, expression, size);
}

function withoutMoved(source: Source, name: string, { moved }: Closure, poolName: string): string {
  const { text, style } = source;
  const replacements = moved.flatMap(({ binding: { name: movedName } }): Replacement[] => {
    const binding = source.scopes.program.bindings.get(movedName);
    if (!binding) return [];
    const statement = statementOf(source, binding);
    const { start, end } = rangeOf(source, statement);
    if (movedName === name) {
      const target = topFunctionOf(source, binding)!;
      return [{ start, end, text: wrapperText(source, target, poolName), label }];
    }
    // Of two empty lines around it, one stays.
    const isBelowEmptyLine = /(?:^|\n[ \t]*\r?\n)$/.test(text.slice(0, start));
    const following = isBelowEmptyLine ? /^(?:[ \t]*\r?\n){1,2}/ : /^[ \t]*\r?\n/;
    const lines = following.exec(text.slice(end))?.[0].length ?? 0;
    if (statement.type !== 'ExportNamedDeclaration') return [{ start, end: end + lines, text: '', label }];
    const type = statement.declaration && /^TS(?:TypeAlias|Interface)/.test(statement.declaration.type) ? 'type ' : '';
    const from = `${style.quote}${workerSpecifier(source)}${style.quote}${style.semicolon}`;
    return [
      { start, end, text: `export ${type}{${style.braceSpace}${movedName}${style.braceSpace}} from ${from}`, label },
    ];
  });
  return applyReplacements(text, inOrder(replacements));
}

/** The function as its callers see it: the same name and parameters, and a promise of the result. */
function wrapperText(source: Source, target: TopFunction, poolName: string): string {
  const { node, statement, name } = target;
  const { newline, indent, semicolon } = source.style;
  const isPlain = hasPlainParameters(node);
  const typeOfFunction = `typeof import(${source.style.quote}${workerSpecifier(source)}${source.style.quote}).${name}`;
  const parameters = isPlain
    ? node.params.map((one) => textOf(source, one)).join(', ')
    : `...args${source.isTypeScript ? `: Parameters<${typeOfFunction}>` : ''}`;
  const args = isPlain ? `[${node.params.map((one) => ('name' in one ? String(one.name) : '')).join(', ')}]` : 'args';
  const typeParameters = node.typeParameters ? textOf(source, node.typeParameters) : '';
  const call = `${poolName}.run(${args})`;
  const signature = `${typeParameters}(${parameters})${returnType(source, target, typeOfFunction)}`;
  const prefix = source.text.slice(statement.start!, node.start!);
  const comment = `/** Runs in a worker thread: see ${nameOf(workerFileOf(source.file))}. */${newline}`;
  if (node.type === 'ArrowFunctionExpression') return `${comment}${prefix}${signature} => ${call}${semicolon}`;
  const nameText = node.type === 'FunctionDeclaration' ? ` ${name}` : '';
  const end = node.type === 'FunctionDeclaration' ? '' : semicolon;
  return `${comment}${prefix}function${nameText}${signature} {${newline}${indent}return ${call}${semicolon}${newline}}${end}`;
}

function returnType(source: Source, { node }: TopFunction, typeOfFunction: string): string {
  if (!source.isTypeScript) return '';
  const declared = node.returnType?.type === 'TSTypeAnnotation' ? textOf(source, node.returnType.typeAnnotation) : null;
  if (declared !== null) return node.async ? `: ${declared}` : `: Promise<${declared}>`;
  return node.async ? `: ReturnType<${typeOfFunction}>` : `: Promise<ReturnType<${typeOfFunction}>>`;
}

/** Imports that only the moved code used. */
function withoutUnusedImports(source: Source, { imports }: Closure): string {
  const moved = new Set(imports.map(({ name }) => name));
  const replacements: Replacement[] = [];
  for (const statement of source.program.body) {
    const required = requiredModule(statement);
    if (statement.type !== 'ImportDeclaration' && !required) continue;
    const bindings = [...source.scopes.program.bindings.values()].filter(
      (one) => statementOf(source, one) === statement,
    );
    const unused = bindings.filter(({ name, uses }) => moved.has(name) && uses.length === 0);
    if (unused.length === 0) continue;
    const { end } = rangeOf(source, statement);
    const kept = new Set(bindings.filter((one) => !unused.includes(one)));
    if (kept.size === 0) {
      const line = /^[ \t]*\r?\n/.exec(source.text.slice(end))?.[0].length ?? 0;
      replacements.push({ start: statement.start!, end: end + line, text: '', label });
    } else if (statement.type === 'ImportDeclaration') {
      const first = statement.start! + textOf(source, statement).search(/[{*\w$]/) + 'import'.length;
      const clause = importClause(source, statement, kept, source.style.braceSpace);
      const kind = statement.importKind === 'type' ? 'type ' : '';
      const from = source.text.lastIndexOf('from', statement.source.start!);
      replacements.push({ start: first, end: from, text: ` ${kind}${clause} `, label });
    } else if (required?.id.type === 'ObjectPattern') {
      const pattern = requirePattern(source, required.id, kept);
      replacements.push({ start: required.id.start!, end: required.id.end!, text: pattern, label });
    }
  }
  return applyReplacements(source.text, inOrder(replacements));
}

/** What moved and is used here still comes from the worker file, which does nothing by itself when it is loaded. */
function withSharedImports(source: Source, { moved }: Closure): string {
  const used = moved.filter(
    ({ isShared, binding }) =>
      isShared && source.scopes.names.has(binding.name) && !source.scopes.program.bindings.has(binding.name),
  );
  const isUsed = used.filter(({ binding }) =>
    source.scopes
      .usesIn(source.program)
      .some(({ identifier, binding: own }) => !own && identifier.name === binding.name),
  );
  const types = isUsed.filter(({ binding }) => binding.kind === 'type').map(({ binding }) => binding.name);
  const values = isUsed.filter(({ binding }) => binding.kind !== 'type').map(({ binding }) => binding.name);
  const names = [...values, ...types.map((name) => `type ${name}`)];
  const first = names[0];
  if (first === undefined) return source.text;
  const marker = freeNameOf(source);
  const { replacements } = importName(source, { module: workerSpecifier(source), what: { name: marker }, as: marker });
  const allTypes = values.length === 0;
  return applyReplacements(
    source.text,
    replacements.map((one) => ({
      ...one,
      text: one.text
        .replace(marker, (allTypes ? types : names).join(', '))
        .replace(/import \{/, allTypes ? 'import type {' : 'import {'),
    })),
  );
}

const freeNameOf = (source: Source): string => freeName(source, 'shared');

function imported(
  source: Source,
  reopen: Reopen,
  module: string,
  name: string,
): { source: Source; local: string } | null {
  const { local, replacements } = importName(source, { module, what: { name }, as: name });
  const next = reopen(applyReplacements(source.text, inOrder(replacements)));
  return next && { source: next, local };
}

function withPool(source: Source, piscina: string, name: string, poolName: string, path: string, size: number): string {
  const { newline, indent, semicolon } = source.style;
  const options = [`filename: ${path}`, `minThreads: ${size}`, `maxThreads: ${size}`];
  const lines = options.map((option) => `${indent}${option},`).join(newline);
  const pool = `const ${poolName} = new ${piscina}({${newline}${lines}${newline}})${semicolon}`;
  const wrapper = statementOf(source, source.scopes.program.bindings.get(name)!);
  const { body } = source.program;
  const isCalledEarlier = !body.slice(0, body.indexOf(wrapper)).every((statement) => isDefinition(source, statement));
  if (!isCalledEarlier) {
    const { start } = rangeOf(source, wrapper);
    return `${source.text.slice(0, start)}${pool}${newline}${newline}${source.text.slice(start)}`;
  }
  const { end } = rangeOf(source, lastImport(source, piscina));
  const rest = source.text.slice(end);
  const gap = /^\s*\r?\n[ \t]*\r?\n/.test(rest) ? '' : newline;
  return `${source.text.slice(0, end)}${newline}${newline}${pool}${gap}${rest}`;
}

/** Nothing of the file's own runs in it, so that the pool below it is there before anybody calls. */
function isDefinition(source: Source, statement: Statement): boolean {
  if (/^(?:Import|TS)|^(?:Function|Class)Declaration$/.test(statement.type) || requiredModule(statement)) return true;
  if (statement.type === 'ExportNamedDeclaration')
    return statement.declaration ? isDefinition(source, statement.declaration) : true;
  if (statement.type !== 'VariableDeclaration') return false;
  return statement.declarations.every(
    ({ init }) => !init || ![...walkOwn(init)].some(({ type }) => type === 'CallExpression'),
  );
}

function lastImport(source: Source, piscina: string): Statement {
  const { body } = source.program;
  const from = body.indexOf(statementOf(source, source.scopes.program.bindings.get(piscina)!));
  const next = body.findIndex((one, index) => index > from && requiredModule(one) === null);
  return body.findLast(({ type }) => type === 'ImportDeclaration') ?? body[(next < 0 ? body.length : next) - 1]!;
}
