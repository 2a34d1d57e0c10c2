/** Which exported function stands at a line: the one that a trial can call. Pure. */
import type { Program } from '@babel/types';
import { isFunction, isModuleExports, nameOf, walk, type Node } from '../../profiler/syntax/nodes.ts';
import { parseScript } from '../../profiler/syntax/parse.ts';

export type FunctionAt =
  | {
      readonly kind: 'exported';
      readonly exportName: string;
      readonly name: string;
      readonly parameters: readonly string[];
    }
  /** `name` is null for a function without one. */
  | { readonly kind: 'not-exported'; readonly name: string | null }
  | { readonly kind: 'none' };

/** `line` is 1-based. Of nested functions the innermost exported one counts. Throws a SyntaxError for what is no source. */
export function exportedFunctionAt(text: string, file: string, line: number): FunctionAt {
  const { program } = parseScript(text, file, 'unambiguous');
  const names = namesOfFunctions(program);
  const around = [...walk(program)].filter((node) => isFunction(node) && covers(node, line));
  const exported = exportsOf(program);
  for (const node of around.toReversed()) {
    const name = names.get(node) ?? null;
    const exportName = exported.byNode.get(node) ?? (name === null ? undefined : exported.byName.get(name));
    if (exportName === undefined || !(exported.byNode.has(node) || isTopLevel(program, node))) continue;
    return { kind: 'exported', exportName, name: name ?? exportName, parameters: parametersOf(node) };
  }
  const innermost = around.at(-1);
  if (!innermost) return { kind: 'none' };
  const named = around.toReversed().find((node) => names.has(node));
  return { kind: 'not-exported', name: named ? (names.get(named) ?? null) : null };
}

/** With the line of `const f =` and `export`, which stand before the function itself. */
function covers(node: Node, line: number): boolean {
  const { loc } = node;
  return loc !== null && loc !== undefined && loc.start.line <= line && line <= loc.end.line;
}

interface Exports {
  /** The name under which a local one is exported. */
  readonly byName: ReadonlyMap<string, string>;
  readonly byNode: ReadonlyMap<Node, string>;
}

function exportsOf(program: Program): Exports {
  const byName = new Map<string, string>();
  const byNode = new Map<Node, string>();
  const add = (exportName: string, value: Node | null | undefined): void => {
    if (value?.type === 'Identifier') byName.set(value.name, exportName);
    else if (value && isFunction(value)) byNode.set(value, exportName);
  };
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') add('default', statement.declaration);
    else if (statement.type === 'ExpressionStatement') fromAssignment(statement.expression, add);
    else if (statement.type === 'ExportNamedDeclaration' && !statement.source) {
      for (const declared of declaredFunctions(statement.declaration)) add(declared.name, declared.node);
      for (const one of statement.specifiers) {
        if (one.type === 'ExportSpecifier') add(nameOf(one.exported) ?? '', one.local);
      }
    }
  }
  return { byName, byNode };
}

/** CommonJS: `exports.f = …`, `module.exports.f = …`, `module.exports = { f }`, `module.exports = f`. */
function fromAssignment(expression: Node, add: (exportName: string, value: Node) => void): void {
  if (expression.type !== 'AssignmentExpression' || expression.left.type !== 'MemberExpression') return;
  const { left, right } = expression;
  if (isModuleExports(left)) {
    if (right.type !== 'ObjectExpression') {
      add('default', right);
      return;
    }
    for (const property of right.properties) {
      if (property.type === 'SpreadElement') continue;
      const name = nameOf(property.key);
      if (name !== null) add(name, property.type === 'ObjectMethod' ? property : property.value);
    }
    return;
  }
  const onExports =
    isModuleExports(left.object) || (left.object.type === 'Identifier' && left.object.name === 'exports');
  const name = nameOf(left.property);
  if (onExports && name !== null) add(name, right);
}

function namesOfFunctions(program: Program): Map<Node, string> {
  const names = new Map<Node, string>();
  for (const node of walk(program)) {
    if (node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression') {
      if (node.id) names.set(node, node.id.name);
    } else if (node.type === 'ObjectMethod' || node.type === 'ClassMethod') {
      names.set(node, nameOf(node.key) ?? '');
    } else if (
      node.type === 'VariableDeclarator' &&
      node.id.type === 'Identifier' &&
      node.init &&
      isFunction(node.init)
    ) {
      names.set(node.init, node.id.name);
    }
  }
  return names;
}

function declaredFunctions(declaration: Node | null | undefined): { name: string; node: Node }[] {
  if (declaration?.type === 'FunctionDeclaration') {
    return declaration.id ? [{ name: declaration.id.name, node: declaration }] : [];
  }
  if (declaration?.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap(({ id, init }) =>
    id.type === 'Identifier' && init && isFunction(init) ? [{ name: id.name, node: init }] : [],
  );
}

/** A function inside another may carry the name of an exported one. */
const isTopLevel = ({ body }: Program, node: Node): boolean =>
  body.some(
    (statement) =>
      statement === node ||
      (statement.type === 'VariableDeclaration' && statement.declarations.some(({ init }) => init === node)),
  );

function parametersOf(node: Node): string[] {
  if (!isFunction(node)) return [];
  return node.params.map((one) => {
    const plain = one.type === 'AssignmentPattern' ? one.left : one;
    return plain.type === 'Identifier' ? plain.name : plain.type === 'RestElement' ? '…' : '{ }';
  });
}
