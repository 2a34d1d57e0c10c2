/** The measured function in the text: a function of the module itself, with a name. */
import type { ArrowFunctionExpression, FunctionDeclaration, FunctionExpression, Statement } from '@babel/types';
import type { Location } from '../../report.ts';
import { isFunction, walk, type Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { nameOf } from '../filePath.ts';
import { ancestorsOf, type Source } from '../source.ts';

export interface TopFunction {
  readonly name: string;
  readonly binding: Binding;
  readonly node: FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;
  /** With `const` or `export` around it. */
  readonly statement: Statement;
}

export type Found =
  { readonly ok: true; readonly found: TopFunction } | { readonly ok: false; readonly reason: string };

export function findFunction(source: Source, name: string, { line }: Location): Found {
  const binding = source.scopes.program.bindings.get(name);
  const found = binding ? topFunctionOf(source, binding) : null;
  if (found && found.statement.loc!.start.line <= line && line <= found.statement.loc!.end.line)
    return { ok: true, found };
  const other = [...walk(source.program)].find(
    (node) => isFunction(node) && node.loc!.start.line === line && named(source, node, name),
  );
  if (!other)
    return {
      ok: false,
      reason: `${nameOf(source.file)} has no function “${name}” at line ${line}: the text has changed since it was measured.`,
    };
  const around = [...ancestorsOf(source, other)];
  if (/Method$/.test(other.type) || around[0]?.type === 'ClassProperty')
    return {
      ok: false,
      reason: `“${name}” is a method: make it a function of the module that gets what it needs as arguments.`,
    };
  const outer = around.find(isFunction);
  return {
    ok: false,
    reason: outer
      ? `“${name}” is defined inside another function, whose variables a worker cannot see: move it to the top level first.`
      : `“${name}” is not a function that the module itself declares.`,
  };
}

function named(source: Source, node: Node, name: string): boolean {
  const parent = source.parentOf.get(node);
  const names = [node, parent].flatMap((one) => {
    if (!one) return [];
    const places = ['id' in one ? one.id : null, 'key' in one ? one.key : null];
    return places.flatMap((place) => (place && 'name' in place ? [String(place.name)] : []));
  });
  return names.some((one) => name === one || name.endsWith(`.${one}`));
}

/** `function f() {}` or `const f = () => {}`, exported or not. */
export function topFunctionOf(source: Source, binding: Binding): TopFunction | null {
  const { declaration, name } = binding;
  const parent = source.parentOf.get(declaration);
  if (declaration.type === 'FunctionDeclaration') {
    const isExported = parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration';
    return { name, binding, node: declaration, statement: isExported ? parent : declaration };
  }
  if (declaration.type !== 'VariableDeclarator' || declaration.id.type !== 'Identifier') return null;
  const { init } = declaration;
  if (init?.type !== 'ArrowFunctionExpression' && init?.type !== 'FunctionExpression') return null;
  if (parent?.type !== 'VariableDeclaration' || parent.declarations.length !== 1) return null;
  const above = source.parentOf.get(parent);
  return { name, binding, node: init, statement: above?.type === 'ExportNamedDeclaration' ? above : parent };
}
