/** What the module's text tells about an exported function: where it is, and which state of the module it changes. Pure. */
import type { Location } from '../report.ts';
import { childrenOf, isFunction, isModuleExports, nameOf, walk, type Node } from '../syntax/nodes.ts';
import { parseScript } from '../syntax/parse.ts';
import { analyseScopes, type Binding, type Scopes } from '../syntax/scopes.ts';

export interface ModuleFacts {
  /** Null where the text does not show it, as with a function that another module defines. */
  readonly location: Location | null;
  /** Variables of the module that the function, or one of the module's functions that it uses, changes. */
  readonly changes: readonly string[];
}

const unknown: ModuleFacts = { location: null, changes: [] };

export function readModule(source: string, file: string, exportName: string): ModuleFacts {
  try {
    const { program } = parseScript(source, file, 'unambiguous');
    const found = findExport(program, exportName);
    if (found === null) return unknown;
    const scopes = analyseScopes(program, parentsIn(program));
    const target = found.type === 'Identifier' ? definitionOf(scopes.program.bindings.get(found.name)) : found;
    if (!target?.loc) return unknown;
    const { line, column } = target.loc.start;
    return { location: { file, line, column: column + 1 }, changes: changedBy(target, scopes) };
  } catch {
    return unknown; // A syntax that the parser does not know.
  }
}

/** In sentences, for the warnings of a result. */
export function stateWarning({ changes }: ModuleFacts, name: string): string[] {
  if (changes.length === 0) return [];
  return [
    `${name} changes ${changes.join(', ')} of its module. Each worker and each process has its own: what one of them ` +
      'writes, the others do not see.',
  ];
}

function parentsIn(program: Node): Map<Node, Node> {
  const parents = new Map<Node, Node>();
  for (const node of walk(program)) for (const child of childrenOf(node)) parents.set(child, node);
  return parents;
}

/** The function itself, or the identifier under which the module knows it. */
function findExport(program: Extract<Node, { type: 'Program' }>, name: string): Node | null {
  for (const statement of program.body) {
    const found = inStatement(statement, name);
    if (found) return found;
  }
  return null;
}

function inStatement(statement: Node, name: string): Node | null {
  if (statement.type === 'ExportDefaultDeclaration') return name === 'default' ? statement.declaration : null;
  if (statement.type === 'ExportNamedDeclaration') return inNamedExport(statement, name);
  return statement.type === 'ExpressionStatement' ? inAssignment(statement.expression, name) : null;
}

function inNamedExport(
  { declaration, specifiers, source }: Extract<Node, { type: 'ExportNamedDeclaration' }>,
  name: string,
): Node | null {
  if (declaration?.type === 'FunctionDeclaration') return declaration.id?.name === name ? declaration : null;
  if (declaration?.type === 'VariableDeclaration') {
    const found = declaration.declarations.find(({ id }) => id.type === 'Identifier' && id.name === name);
    return found?.init ?? null;
  }
  if (source) return null;
  for (const one of specifiers) {
    if (one.type === 'ExportSpecifier' && nameOf(one.exported) === name) return one.local;
  }
  return null;
}

/** CommonJS: `exports.f = …`, `module.exports.f = …`, `module.exports = { f }`, `module.exports = f`. */
function inAssignment(expression: Node, name: string): Node | null {
  if (expression.type !== 'AssignmentExpression' || expression.left.type !== 'MemberExpression') return null;
  const { left, right } = expression;
  if (isModuleExports(left)) {
    if (name === 'default') return right;
    if (right.type !== 'ObjectExpression') return null;
    for (const property of right.properties) {
      if (property.type === 'SpreadElement' || nameOf(property.key) !== name) continue;
      return property.type === 'ObjectMethod' ? property : property.value;
    }
    return null;
  }
  const onExports =
    isModuleExports(left.object) || (left.object.type === 'Identifier' && left.object.name === 'exports');
  return onExports && nameOf(left.property) === name ? right : null;
}

function definitionOf(binding: Binding | undefined): Node | null {
  const declaration = binding?.declaration;
  if (!declaration) return null;
  return declaration.type === 'VariableDeclarator' ? (declaration.init ?? null) : declaration;
}

/** Methods of collections that change them. */
const changingMethods = new Set([
  'set',
  'add',
  'delete',
  'clear',
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
]);

/** Follows the module's own functions: a counter is often raised by a helper. */
function changedBy(target: Node, scopes: Scopes): string[] {
  const changed = new Set<string>();
  const open = [target];
  for (const piece of open) {
    for (const { kind, binding } of scopes.usesIn(piece)) {
      if (!binding || binding.scope !== scopes.program) continue;
      if (kind === 'write' || kind === 'update') changed.add(binding.name);
      const definition = definitionOf(binding);
      if (definition && isFunction(definition) && !open.includes(definition)) open.push(definition);
    }
    for (const name of changedInside(piece, scopes)) changed.add(name);
  }
  return [...changed].sort();
}

/** `cache.set(…)`, `list.push(…)`, `state.count = …`, `state.count++`, `delete state.count`. */
function* changedInside(piece: Node, scopes: Scopes): Generator<string> {
  for (const node of walk(piece)) {
    const changedObject =
      node.type === 'CallExpression' && isChangingCall(node.callee)
        ? node.callee
        : node.type === 'AssignmentExpression'
          ? node.left
          : node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete')
            ? node.argument
            : null;
    if (changedObject?.type !== 'MemberExpression') continue;
    let root: Node = changedObject;
    while (root.type === 'MemberExpression') root = root.object;
    const binding = root.type === 'Identifier' ? scopes.bindingOf(root) : undefined;
    if (binding && binding.scope === scopes.program && binding.kind !== 'import') yield binding.name;
  }
}

const isChangingCall = (callee: Node): callee is Extract<Node, { type: 'MemberExpression' }> =>
  callee.type === 'MemberExpression' && changingMethods.has(nameOf(callee.property) ?? '');
