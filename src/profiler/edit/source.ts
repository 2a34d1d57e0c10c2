/** A source file as the planners read it: text, tree, parents, names, style and kind of module. */
import type { File, Program } from '@babel/types';
import { childrenOf, walk, type Node } from '../syntax/nodes.ts';
import { isScript, isTypeScript, parseScript } from '../syntax/parse.ts';
import { analyseScopes, type Scopes } from '../syntax/scopes.ts';
import type { ProjectFiles } from './editPlan.ts';
import { extensionOf, nameOf } from './filePath.ts';
import { memberOf, stringOf } from './jsonText.ts';
import { packageOf } from './projectPackage.ts';
import { styleOf, type TextStyle } from './textStyle.ts';

export interface Source {
  readonly file: string;
  readonly text: string;
  readonly program: Program;
  readonly parentOf: ReadonlyMap<Node, Node>;
  readonly scopes: Scopes;
  readonly style: TextStyle;
  readonly modules: ModuleKind;
  readonly isTypeScript: boolean;
  readonly comments: readonly { readonly start: number; readonly end: number }[];
}

export interface ModuleKind {
  /** How the text asks for other modules. */
  readonly syntax: 'import' | 'require';
  /**
   * What Node makes of it. 'either': TypeScript with `import`, which its compiler may turn into `require` unless the
   * package says `"type": "module"`.
   */
  readonly runsAs: 'esm' | 'commonjs' | 'either';
}

export type OpenedSource =
  { readonly ok: true; readonly source: Source } | { readonly ok: false; readonly reason: string };

export function openSource(file: string, files: ProjectFiles): OpenedSource {
  if (!isScript(file)) return { ok: false, reason: `${nameOf(file)} is no JavaScript or TypeScript file.` };
  if (file.endsWith('.d.ts')) return { ok: false, reason: `${nameOf(file)} holds types only.` };
  if (/[\\/]node_modules[\\/]/.test(file))
    return { ok: false, reason: `${nameOf(file)} belongs to a dependency, not to your code.` };
  const text = files.read(file);
  if (text === null) return { ok: false, reason: `${nameOf(file)} is no longer there.` };
  const stated = statedKind(file, files);
  let tree: File;
  try {
    tree = parse(text, file, stated);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `${nameOf(file)} cannot be read as source: ${reason}` };
  }
  const { program } = tree;
  const parentOf = parentsIn(program);
  return {
    ok: true,
    source: {
      file,
      text,
      program,
      parentOf,
      scopes: analyseScopes(program, parentOf),
      style: styleOf(text, program),
      modules: moduleKind(file, program, stated),
      isTypeScript: isTypeScript(file),
      comments: (tree.comments ?? []).map(({ start, end }) => ({ start: start!, end: end! })),
    },
  };
}

/** CommonJS as stated may still hold `import`, for a compiler to turn around. */
function parse(text: string, file: string, stated: 'esm' | 'commonjs' | null): File {
  if (stated === 'esm') return parseScript(text, file, 'module');
  try {
    return parseScript(text, file, stated === 'commonjs' ? 'commonjs' : 'unambiguous');
  } catch (error) {
    if (stated === null) throw error;
    return parseScript(text, file, 'unambiguous');
  }
}

/** By extension, then by the nearest package.json: Node's own order. Null: the syntax decides. */
function statedKind(file: string, files: ProjectFiles): 'esm' | 'commonjs' | null {
  const extension = extensionOf(file);
  if (extension === '.mjs' || extension === '.mts') return 'esm';
  if (extension === '.cjs' || extension === '.cts') return 'commonjs';
  const project = packageOf(file, files);
  const type = project ? stringOf(memberOf(project.root, 'type')) : null;
  return type === 'module' ? 'esm' : type === 'commonjs' ? 'commonjs' : null;
}

function moduleKind(file: string, program: Program, stated: 'esm' | 'commonjs' | null): ModuleKind {
  const hasImports = program.body.some(({ type }) => /^(Import|Export)/.test(type));
  const isModule = stated === 'esm' || (stated === null && (hasImports || usesModuleSyntax(program)));
  const isTyped = isTypeScript(file);
  const syntax = isModule || hasImports || (isTyped && !requiresAtTop(program)) ? 'import' : 'require';
  if (stated === 'esm') return { syntax, runsAs: 'esm' };
  if (isTyped && syntax === 'import') return { syntax, runsAs: stated === 'commonjs' ? 'commonjs' : 'either' };
  return { syntax, runsAs: isModule ? 'esm' : 'commonjs' };
}

const requiresAtTop = (program: Program): boolean =>
  program.body.some(
    (statement) =>
      statement.type === 'VariableDeclaration' &&
      statement.declarations.some(
        ({ init }) =>
          init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'require',
      ),
  );

/** `import.meta`, or an await outside of all functions. */
function usesModuleSyntax(program: Program): boolean {
  for (const node of walk(program)) if (node.type === 'MetaProperty' && node.meta.name === 'import') return true;
  return program.sourceType === 'module';
}

function parentsIn(program: Program): Map<Node, Node> {
  const parents = new Map<Node, Node>();
  for (const node of walk(program)) for (const child of childrenOf(node)) parents.set(child, node);
  return parents;
}

export const textOf = (source: Source, node: Node): string => source.text.slice(node.start!, node.end!);

/** The nodes above, nearest first. */
export function* ancestorsOf(source: Source, node: Node): Generator<Node> {
  for (let at = source.parentOf.get(node); at; at = source.parentOf.get(at)) yield at;
}
