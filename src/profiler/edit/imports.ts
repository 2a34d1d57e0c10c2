/** Brings a module into a file, the way the file brings in its others, under a name that is free there. */
import type { Statement } from '@babel/types';
import { walk } from '../syntax/nodes.ts';
import type { Replacement } from './editPlan.ts';
import type { Source } from './source.ts';

export interface ImportRequest {
  readonly module: string;
  /** `default`: the module's default export, or all of a CommonJS module. `namespace`: all of it. Otherwise a named export. */
  readonly what: 'default' | 'namespace' | { readonly name: string };
  /** The local name that is wished for. */
  readonly as: string;
  /** A named export that a new default import brings along. */
  readonly also?: { readonly name: string; readonly as: string };
}

export interface ImportedName {
  /** What to write in the code: the name, which may be one that the file had already. */
  readonly local: string;
  /** Empty when the file had it already. */
  readonly replacements: readonly Replacement[];
}

/** The wished name, or with a number behind it when the file uses it for something else. */
export function freeName(source: Source, wished: string): string {
  if (!source.scopes.names.has(wished)) return wished;
  for (let number = 2; ; number += 1) if (!source.scopes.names.has(`${wished}${number}`)) return `${wished}${number}`;
}

/** Several requests for one file need one call each, with different modules. */
export function importName(source: Source, request: ImportRequest): ImportedName {
  const known = findImported(source, request);
  if (known !== null && !isShadowed(source, known)) return { local: known, replacements: [] };
  const { style, modules, text } = source;
  const local = freeName(source, request.as);
  const quoted = `${style.quote}${request.module}${style.quote}`;
  const statement =
    modules.syntax === 'import'
      ? `import ${importClause(request, local, style.braceSpace)} from ${quoted}${style.semicolon}`
      : `const ${requireTarget(request, local, style.braceSpace)} = require(${quoted})${style.semicolon}`;
  const { offset, isAfter, isFirst } = placeForImport(source);
  const added = isAfter
    ? `${isFirst ? style.newline : ''}${style.newline}${statement}${isFirst ? blankBelow(text, offset, style.newline) : ''}`
    : `${statement}${style.newline}${blankLine(text, offset, style.newline)}`;
  const label = `Import ${local} from ${request.module}`;
  return { local, replacements: [{ start: offset, end: offset, text: added, label }] };
}

function importClause({ what, also }: ImportRequest, local: string, space: string): string {
  const named = also && (also.name === also.as ? also.name : `${also.name} as ${also.as}`);
  if (what === 'default') return named ? `${local}, {${space}${named}${space}}` : local;
  if (what === 'namespace') return `* as ${local}`;
  return what.name === local ? `{${space}${local}${space}}` : `{${space}${what.name} as ${local}${space}}`;
}

function requireTarget({ what }: ImportRequest, local: string, space: string): string {
  if (typeof what === 'string') return local;
  return what.name === local ? `{${space}${local}${space}}` : `{${space}${what.name}: ${local}${space}}`;
}

/** Whether something else has the name in a part of the file. */
function isShadowed(source: Source, name: string): boolean {
  const own = source.scopes.program.bindings.get(name);
  for (const node of walk(source.program)) {
    if (node.type !== 'Identifier' || node.name !== name) continue;
    const binding = source.scopes.bindingOf(node);
    if (binding && binding !== own) return true;
  }
  return false;
}

const sameModule = (a: string, b: string) => a.replace(/^node:/, '') === b.replace(/^node:/, '');

/** The name under which the top of the file has it already. */
function findImported(source: Source, { module, what }: ImportRequest): string | null {
  for (const statement of source.program.body) {
    if (statement.type === 'ImportDeclaration' && sameModule(statement.source.value, module)) {
      if (statement.importKind === 'type') continue;
      for (const one of statement.specifiers) {
        if (one.type === 'ImportDefaultSpecifier' && what === 'default') return one.local.name;
        if (one.type === 'ImportNamespaceSpecifier' && what === 'namespace') return one.local.name;
        if (one.type !== 'ImportSpecifier' || typeof what === 'string' || one.importKind === 'type') continue;
        const imported = one.imported.type === 'Identifier' ? one.imported.name : one.imported.value;
        if (imported === what.name) return one.local.name;
      }
    }
    const required = requiredModule(statement);
    if (required === null || !sameModule(required.module, module)) continue;
    if (required.id.type === 'Identifier' && typeof what === 'string') return required.id.name;
    if (required.id.type !== 'ObjectPattern' || typeof what === 'string') continue;
    for (const one of required.id.properties)
      if (one.type === 'ObjectProperty' && one.key.type === 'Identifier' && one.key.name === what.name)
        if (one.value.type === 'Identifier') return one.value.name;
  }
  return null;
}

/** `const x = require('module')` at the top. */
export function requiredModule(statement: Statement) {
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return null;
  const { id, init } = statement.declarations[0]!;
  if (init?.type !== 'CallExpression' || init.callee.type !== 'Identifier' || init.callee.name !== 'require')
    return null;
  const [module] = init.arguments;
  return module?.type === 'StringLiteral' ? { id, module: module.value } : null;
}

/** Behind the last import or require of the first run of them; else behind directives and the opening comment. */
function placeForImport(source: Source): { offset: number; isAfter: boolean; isFirst?: boolean } {
  const { program, text } = source;
  const isImport = (statement: Statement) =>
    statement.type === 'ImportDeclaration' ||
    statement.type === 'TSImportEqualsDeclaration' ||
    requiredModule(statement) !== null;
  // Imports are hoisted, requires are not: behind a require that comes after other code, earlier code could not use it.
  const wanted =
    source.modules.syntax === 'import'
      ? program.body.findLast(({ type }) => type === 'ImportDeclaration')
      : (program.body[program.body.findIndex((statement) => !isImport(statement)) - 1] ??
        (program.body.every(isImport) ? program.body.at(-1) : undefined));
  if (wanted) return { offset: endOfLine(source, wanted.end!), isAfter: true };
  const directive = program.directives.at(-1);
  if (directive) return { offset: endOfLine(source, directive.end!), isAfter: true, isFirst: true };
  const hashbang = program.interpreter;
  if (hashbang) return { offset: hashbang.end!, isAfter: true, isFirst: true };
  return { offset: afterOpeningComment(source, text), isAfter: false };
}

/** A comment that ends the line stays with its statement. */
function endOfLine({ text, comments }: Source, end: number): number {
  const comment = comments.find(({ start }) => start >= end && /^[ \t]*$/.test(text.slice(end, start)));
  if (!comment) return end;
  return /^[ \t]*(\r?\n|$)/.test(text.slice(comment.end)) && !text.slice(comment.start, comment.end).includes('\n')
    ? comment.end
    : end;
}

/** A comment about the whole file has a blank line below it; one without belongs to the first statement. */
function afterOpeningComment({ program, comments }: Source, text: string): number {
  const first = program.body[0]?.start ?? text.length;
  let at = /^\uFEFF?/.exec(text)![0].length;
  for (const { start, end } of comments) {
    if (start > first) break;
    const blank = /^[ \t]*\r?\n[ \t]*\r?\n/.exec(text.slice(end));
    if (blank) at = end + blank[0].length;
  }
  return at;
}

/** An empty line between the import and the code below, unless there is one. */
function blankLine(text: string, offset: number, newline: string): string {
  return /^\s*\r?\n/.test(text.slice(offset)) || offset >= text.length ? '' : newline;
}

/** After a directive the line ends behind the import: an empty line follows unless there is one. */
const blankBelow = (text: string, offset: number, newline: string): string =>
  /^[ \t]*\r?\n[ \t]*(\r?\n|$)/.test(text.slice(offset)) ? '' : newline;
