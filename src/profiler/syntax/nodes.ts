/** Walking a Babel tree without knowing its node types; comments are no part of it. */
import type { Function, Node } from '@babel/types';

export type { Node };
/** A node as it comes out of the parser: with offsets. */
export type Placed<Kind extends Node = Node> = Kind & { readonly start: number; readonly end: number };

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const value of Object.values(node) as unknown[]) {
    if (Array.isArray(value)) children.push(...(value as unknown[]).filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

/** The node and everything below it, parents first, in the order of the source where the tree keeps it. */
export function* walk(node: Node): Generator<Node> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    open.push(...childrenOf(next).reverse());
  }
}

/** As `walk`, without what stands in functions and classes inside: it runs at another time, or not at all. */
export function* walkOwn(node: Node): Generator<Node> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    if (next !== node && isFunction(next)) continue;
    open.push(...childrenOf(next).reverse());
  }
}

const functionTypes = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
  'ObjectMethod',
  'ClassMethod',
  'ClassPrivateMethod',
]);

export const isFunction = (node: Node): node is Function => functionTypes.has(node.type);

/** `name`, or `'name'` as a key. */
export const nameOf = (node: Node): string | null =>
  node.type === 'Identifier' ? node.name : node.type === 'StringLiteral' ? node.value : null;

export const isModuleExports = (node: Node): boolean =>
  node.type === 'MemberExpression' &&
  node.object.type === 'Identifier' &&
  node.object.name === 'module' &&
  nameOf(node.property) === 'exports';

const loopTypes = new Set(['ForStatement', 'ForOfStatement', 'ForInStatement', 'WhileStatement', 'DoWhileStatement']);

export const isLoop = (node: Node): boolean => loopTypes.has(node.type);

/** Identifiers that a declared pattern binds, such as `a`, `b` and `rest` of `{ a, x: [b = 1], ...rest }`. */
export function boundIdentifiers(pattern: Node | null | undefined): Extract<Node, { type: 'Identifier' }>[] {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) =>
        boundIdentifiers(one.type === 'RestElement' ? one.argument : (one.value as Node)),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((one) => boundIdentifiers(one));
    case 'AssignmentPattern':
      return boundIdentifiers(pattern.left);
    case 'RestElement':
      return boundIdentifiers(pattern.argument);
    case 'TSParameterProperty':
      return boundIdentifiers(pattern.parameter);
    case 'VariableDeclaration':
      return pattern.declarations.flatMap((one) => boundIdentifiers(one.id));
    default:
      return [];
  }
}
