/** The new file: the function, what moves along with it, and what the pool calls. */
import type { ImportDeclaration, ObjectPattern, Statement } from '@babel/types';
import { boundIdentifiers, type Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { extensionOf, nameOf } from '../filePath.ts';
import { requiredModule } from '../imports.ts';
import { textOf, type Source } from '../source.ts';
import { statementOf, type Closure } from './closure.ts';
import type { TopFunction } from './findFunction.ts';

/** `primes.ts` → `primes.worker.ts`: the same kind of module, run in the same way. */
export function workerFileOf(file: string): string {
  const extension = extensionOf(file);
  return `${file.slice(0, -extension.length)}.worker${extension}`;
}

/** As the source names its other files: `./x.worker.mjs`, and in TypeScript perhaps `./x.worker.js` or `./x.worker`. */
export function workerSpecifier(source: Source): string {
  const name = nameOf(workerFileOf(source.file));
  if (!source.isTypeScript) return `./${name}`;
  const own = extensionOf(name);
  const bare = name.slice(0, -own.length);
  const endings = [...source.text.matchAll(/from\s+['"]\.[^'"]*?(\.[mc]?[jt]s)?['"]/g)].map((match) => match[1] ?? '');
  if (endings.length === 0 || endings.some((ending) => /^\.[mc]?ts$/.test(ending))) return `./${name}`;
  return endings.every((ending) => ending === '') ? `./${bare}` : `./${bare}${own.replace('t', 'j')}`;
}

/** `isTyped`: the source names the function's type, so that the worker file has to export it. */
export function workerText(
  source: Source,
  target: TopFunction,
  { moved, imports, types }: Closure,
  isTyped: boolean,
): string {
  const { newline, semicolon, quote, braceSpace } = source.style;
  const isImport = source.modules.syntax === 'import';
  const head = importsText(source, imports);
  if (types.length > 0)
    head.push(
      `import type {${braceSpace}${types.join(', ')}${braceSpace}} from ${quote}./${nameOf(source.file)}${quote}${semicolon}`,
    );
  const blocks = moved.map(({ statement, binding, isShared }) => {
    const text = withoutExport(source, statement);
    const needsExport = isImport && (isShared || (isTyped && binding === target.binding));
    const { start, end } = rangeOf(source, statement);
    const comment = source.text.slice(start, statement.start!);
    return `${comment}${needsExport ? 'export ' : ''}${text}${source.text.slice(statement.end!, end)}`.trim();
  });
  const parameters = source.isTypeScript ? `(args: Parameters<typeof ${target.name}>)` : '(args)';
  const handler = `${parameters} => ${target.name}(...args)${semicolon}`;
  const shared = moved.filter(({ isShared }) => isShared).map(({ binding }) => binding.name);
  const tail = isImport
    ? [`/** A task of the pool: the arguments of one call. */${newline}export default ${handler}`]
    : [
        [
          `/** A task of the pool: the arguments of one call. */`,
          `module.exports = ${handler}`,
          ...shared.map((name) => `module.exports.${name} = ${name}${semicolon}`),
        ].join(newline),
      ];
  const directives = source.program.directives.map((one) => textOf(source, one));
  const parts = [directives.join(newline), head.join(newline), ...joinDeclarations(blocks, newline), ...tail];
  return parts.filter((part) => part !== '').join(newline + newline) + newline;
}

/** Short declarations one below the other, as they usually stand; anything longer has empty lines around it. */
function joinDeclarations(blocks: readonly string[], newline: string): string[] {
  const groups: string[] = [];
  let isShortBefore = false;
  for (const block of blocks) {
    const isShort = !block.includes('\n');
    if (isShort && isShortBefore) groups.push(`${groups.pop()!}${newline}${block}`);
    else groups.push(block);
    isShortBefore = isShort;
  }
  return groups;
}

export function withoutExport(source: Source, statement: Statement): string {
  const inner =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
      ? (statement.declaration ?? statement)
      : statement;
  return source.text.slice(inner.start!, statement.end!);
}

/** With the comments directly above, and one behind it on its last line. */
export function rangeOf(source: Source, statement: Statement): { start: number; end: number } {
  let start = statement.start!;
  for (const comment of source.comments.toReversed()) {
    if (comment.end > start) continue;
    const isAbove = /^[ \t]*\r?\n[ \t]*$/.test(source.text.slice(comment.end, start));
    const lineStart = source.text.lastIndexOf('\n', comment.start - 1) + 1;
    if (!isAbove || source.text.slice(lineStart, comment.start).trim() !== '') break;
    start = comment.start;
  }
  const behind = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*\*\/[ \t]*(?=\r?\n|$))/.exec(source.text.slice(statement.end!));
  return { start, end: statement.end! + (behind?.[0].length ?? 0) };
}

/** One statement for each that the source has, with the names that are needed. */
function importsText(source: Source, imports: readonly Binding[]): string[] {
  const { quote, semicolon, braceSpace } = source.style;
  const needed = new Set(imports);
  const texts: string[] = [];
  for (const statement of source.program.body) {
    const names = imports.filter((binding) => statementOf(source, binding) === statement);
    if (names.length === 0) continue;
    if (statement.type !== 'ImportDeclaration') {
      const id = requiredModule(statement)?.id;
      const { start, end } = id?.type === 'ObjectPattern' ? id : statement;
      const pattern = id?.type === 'ObjectPattern' ? requirePattern(source, id, needed) : textOf(source, statement);
      texts.push(source.text.slice(statement.start!, start!) + pattern + source.text.slice(end!, statement.end!));
      continue;
    }
    const clause = importClause(source, statement, needed, braceSpace);
    const kind = statement.importKind === 'type' ? 'type ' : '';
    const attributes = source.text.slice(statement.source.end!, statement.end!).replace(/;$/, '');
    texts.push(`import ${kind}${clause} from ${quote}${statement.source.value}${quote}${attributes}${semicolon}`);
  }
  return texts;
}

/** `{ a, b: c }` of a require, with those of its names that are kept. */
export function requirePattern(source: Source, pattern: ObjectPattern, kept: ReadonlySet<Binding>): string {
  const properties = pattern.properties.filter((one) =>
    boundIdentifiers(one.type === 'ObjectProperty' ? (one.value as Node) : one).some((identifier) =>
      kept.has(source.scopes.bindingOf(identifier)!),
    ),
  );
  const { braceSpace } = source.style;
  return `{${braceSpace}${properties.map((one) => textOf(source, one)).join(', ')}${braceSpace}}`;
}

export function importClause(
  source: Source,
  { specifiers }: ImportDeclaration,
  kept: ReadonlySet<Binding>,
  braceSpace: string,
): string {
  const isKept = specifiers.filter((one) => kept.has(source.scopes.bindingOf(one.local)!));
  const named = isKept.filter(({ type }) => type === 'ImportSpecifier').map((one) => textOf(source, one));
  const others = isKept.filter(({ type }) => type !== 'ImportSpecifier').map((one) => textOf(source, one));
  const braces = named.length > 0 ? [`{${braceSpace}${named.join(', ')}${braceSpace}}`] : [];
  return [...others, ...braces].join(', ');
}
