/** A synchronous call → the same with its promise version, awaited, and what has to be imported for it. */
import type { CallExpression } from '@babel/types';
import type { Node } from '../../syntax/nodes.ts';
import type { Replacement } from '../editPlan.ts';
import { importName } from '../imports.ts';
import { needsSemicolonBefore } from '../statementStart.ts';
import { textOf, type Source } from '../source.ts';
import { optionNames, type PromiseVersion, type SyncCall } from './syncCalls.ts';

type Known = Exclude<PromiseVersion, { kind: 'none' }>;

export function rewriteCall(source: Source, sync: SyncCall, version: Known): Replacement[] {
  const { call, name } = sync;
  const added: Replacement[] = [];
  const label = `Await the promise version of ${name}`;
  const callee = calleeFor(source, sync, version, added);
  const imports = inPlaceOf(added, withoutUnused(source, sync, version));
  const isWrapped = needsParentheses(source, call) || version.kind === 'command';
  const after = version.kind === 'exists' ? '.then(() => true, () => false)' : '';
  const property = version.kind === 'command' ? '.stdout' : '';
  const isUnused = source.parentOf.get(call)?.type === 'ExpressionStatement';
  const output = isUnused ? '' : property;
  const open = isWrapped && !(isUnused && version.kind === 'command') ? '(' : '';
  const guard = open && needsSemicolonBefore(source, call) ? ';' : '';
  const encoding = version.kind === 'command' && !isUnused ? encodingFor(source, call) : [];
  const replacements: Replacement[] = [
    ...imports,
    { start: call.start!, end: call.callee.end!, text: `${guard}${open}await ${callee}`, label },
    ...encoding,
    { start: call.end!, end: call.end!, text: `${after}${open ? ')' : ''}${output}`, label },
  ];
  return replacements.filter(({ start, end, text }) => text !== '' || start !== end);
}

function calleeFor(source: Source, sync: SyncCall, version: Known, imports: Replacement[]): string {
  const { receiver, module } = sync;
  const bring = (from: string, name: string) => {
    const { local, replacements } = importName(source, { module: from, what: { name }, as: name });
    imports.push(...replacements);
    return local;
  };
  const own = receiver && textOf(source, receiver);
  const name = version.kind === 'exists' ? 'access' : version.name;
  switch (version.kind) {
    case 'exists':
    case 'fs-promises':
      return own ? `${own}.promises.${name}` : bring('node:fs/promises', name);
    case 'same-module':
      return own ? `${own}.${name}` : bring(module, name);
    case 'promisify':
    case 'command': {
      const target = own
        ? `${own}.${name}`
        : name === sync.name
          ? textOf(source, sync.call.callee)
          : bring(`node:${module}`, name);
      return `${bring('node:util', 'promisify')}(${target})`;
    }
  }
}

/** `await` binds less tightly than what follows a call: `.toString()`, `[0]`, `(…)`, `!`, `**`. */
function needsParentheses(source: Source, call: CallExpression): boolean {
  const parent = source.parentOf.get(call);
  switch (parent?.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.object === call;
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      return parent.callee === call;
    case 'TaggedTemplateExpression':
      return parent.tag === call;
    case 'TSNonNullExpression':
      return true;
    case 'BinaryExpression':
      return parent.operator === '**' && parent.left === call;
    default:
      return false;
  }
}

/** Without an encoding, execSync gives bytes and exec text. */
function encodingFor(source: Source, call: CallExpression): Replacement[] {
  const parent = source.parentOf.get(call);
  // With an encoding, toString would turn the bytes into something else than the text that exec gives.
  const converted = parent?.type === 'MemberExpression' ? source.parentOf.get(parent) : undefined;
  const isText =
    parent?.type === 'MemberExpression' &&
    textOf(source, parent.property) === 'toString' &&
    converted?.type === 'CallExpression' &&
    converted.arguments.length === 0;
  const options = call.arguments.find(({ type }) => type === 'ObjectExpression');
  if (isText || (options && optionNames(options)?.includes('encoding'))) return [];
  const { quote, braceSpace } = source.style;
  const entry = `encoding: ${quote}buffer${quote}`;
  const label = 'Keep the output as bytes';
  if (options) {
    const isEmpty = optionNames(options)?.length === 0;
    return [
      { start: options.start! + 1, end: options.start! + 1, text: isEmpty ? entry : `${braceSpace}${entry},`, label },
    ];
  }
  const at = call.arguments.at(-1)!.end!;
  return [{ start: at, end: at, text: `, {${braceSpace}${entry}${braceSpace}}`, label }];
}

/** The import of the synchronous function, when this was its only use. */
function withoutUnused(source: Source, { binding, name, receiver }: SyncCall, version: Known): Replacement[] {
  if (receiver || !binding || binding.uses.length !== 1) return [];
  // `promisify(randomBytes)` still needs it.
  if ((version.kind === 'promisify' || version.kind === 'command') && version.name === name) return [];
  const own = specifierOf(source, binding.declaration, binding.identifier);
  if (!own) return [];
  const { specifier, all, statement } = own;
  const label = `Drop the import of ${name}`;
  const at = all.indexOf(specifier);
  if (all.length === 1) {
    const lineEnd = /^[ \t]*\r?\n/.exec(source.text.slice(statement.end!))?.[0].length;
    // A comment behind it stays, and so does the line.
    if (lineEnd === undefined) return [];
    return [{ start: statement.start!, end: statement.end! + lineEnd, text: '', label }];
  }
  const next = all[at + 1];
  return next
    ? [{ start: specifier.start!, end: next.start!, text: '', label }]
    : [{ start: all[at - 1]!.end!, end: specifier.end!, text: '', label }];
}

/** A new import that would stand behind the one that is dropped takes its line. */
function inPlaceOf(added: readonly Replacement[], dropped: readonly Replacement[]): Replacement[] {
  const [drop] = dropped;
  const behind = drop && added.find(({ start }) => start > drop.start && start < drop.end);
  if (!drop || !behind) return [...added, ...dropped];
  const lineBreak = /^\r?\n/.exec(behind.text)?.[0] ?? '';
  return [
    { ...drop, end: behind.start },
    ...added.map((one) => (one === behind ? { ...one, text: one.text.slice(lineBreak.length) } : one)),
  ];
}

function specifierOf(source: Source, declaration: Node, identifier: Node) {
  const parent = source.parentOf.get(declaration);
  if (parent?.type === 'ImportDeclaration') {
    // `import fs, { readFileSync }`: the braces would stay behind empty.
    const named = parent.specifiers.filter(({ type }) => type === 'ImportSpecifier');
    if (named.length !== parent.specifiers.length && named.length === 1) return null;
    return { specifier: declaration, all: named as Node[], statement: parent };
  }
  if (declaration.type !== 'VariableDeclarator' || declaration.id.type !== 'ObjectPattern' || !parent) return null;
  const all = declaration.id.properties as Node[];
  const specifier = all.find((one) => one.type === 'ObjectProperty' && one.value === identifier);
  return specifier ? { specifier, all, statement: parent } : null;
}
