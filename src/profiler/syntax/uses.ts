/** Identifiers that stand for a variable or a type, apart from those that are keys, labels or declarations. */
import type { Identifier, JSXIdentifier } from '@babel/types';
import { boundIdentifiers, childrenOf, isFunction, type Node } from './nodes.ts';

/** 'update' reads and writes at once: `n++`, `n += 1`. 'type' needs no value at run time. */
export type UseKind = 'read' | 'write' | 'update' | 'type';

export interface Use {
  readonly identifier: Identifier | (JSXIdentifier & { readonly name: string });
  readonly kind: UseKind;
}

/** Expressions that TypeScript wraps or adds; everything else whose name begins with TS is a type. */
const typeScriptValues = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSExportAssignment',
  'TSEnumDeclaration',
  'TSEnumBody',
  'TSEnumMember',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSParameterProperty',
]);

/** In the order of the source, functions inside included. */
export function usesIn(node: Node): Use[] {
  const uses: Use[] = [];
  collect(node, 'read', uses);
  return uses;
}

function collect(node: Node | null | undefined, kind: UseKind, into: Use[]): void {
  if (!node) return;
  const each = (nodes: readonly (Node | null | undefined)[], as: UseKind = 'read') => {
    for (const one of nodes) collect(one, as, into);
  };
  switch (node.type) {
    case 'Identifier':
      // `undefined` cannot be assigned in a module and means nothing that could move.
      if (node.name !== 'undefined') into.push({ identifier: node, kind });
      return collect(node.typeAnnotation, 'type', into);
    case 'JSXIdentifier':
      // Lower case names are elements of the page.
      if (/^[A-Z_$]/.test(node.name)) into.push({ identifier: node, kind: 'read' });
      return;
    case 'JSXAttribute':
      return collect(node.value, 'read', into);
    case 'JSXMemberExpression':
      return node.object.type === 'JSXIdentifier'
        ? void into.push({ identifier: node.object, kind: 'read' })
        : collect(node.object, 'read', into);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return each(node.computed ? [node.object, node.property] : [node.object]);
    case 'AssignmentExpression':
      collect(node.left, node.operator === '=' ? 'write' : 'update', into);
      return collect(node.right, 'read', into);
    case 'UpdateExpression':
      return collect(node.argument, 'update', into);
    case 'ForOfStatement':
    case 'ForInStatement':
      collect(node.left, 'write', into);
      return each([node.right, node.body]);
    case 'VariableDeclaration':
      return each(node.declarations);
    case 'VariableDeclarator':
      declared(node.id, into);
      return collect(node.init, 'read', into);
    case 'ObjectPattern':
      return each(node.properties, kind);
    case 'ArrayPattern':
      return each(node.elements, kind);
    case 'AssignmentPattern':
      collect(node.left, kind, into);
      return collect(node.right, 'read', into);
    case 'RestElement':
      return collect(node.argument, kind, into);
    case 'ObjectProperty':
      if (node.computed) collect(node.key, 'read', into);
      // In a pattern that assigns, the value is what is assigned.
      return collect(node.value as Node, kind, into);
    case 'ClassProperty':
    case 'ClassAccessorProperty':
    case 'ClassPrivateProperty':
      if ('computed' in node && node.computed) collect(node.key, 'read', into);
      if ('typeAnnotation' in node) collect(node.typeAnnotation as Node | null, 'type', into);
      each((node.decorators as Node[] | null | undefined) ?? []);
      return collect(node.value, 'read', into);
    case 'LabeledStatement':
      return collect(node.body, 'read', into);
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'TSImportEqualsDeclaration':
      return;
    case 'ExportSpecifier':
      return collect(node.local as Node, node.exportKind === 'type' ? 'type' : 'read', into);
    case 'ExportNamedDeclaration':
      if (node.source) return;
      return each([node.declaration, ...node.specifiers]);
    case 'CatchClause':
      declared(node.param, into);
      return collect(node.body, 'read', into);
    case 'TSEnumMember':
      return collect(node.initializer, 'read', into);
    case 'TSModuleDeclaration':
      return collect(node.body as Node, 'read', into);
    case 'TSEnumDeclaration':
      return each(childrenOf(node).filter((child) => child !== node.id));
    default:
  }
  if (isFunction(node)) return inFunction(node, into);
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression')
    return each(childrenOf(node).filter((child) => child !== node.id));
  if (node.type.startsWith('TS') && !typeScriptValues.has(node.type)) return inType(node, into);
  each(childrenOf(node), kind === 'type' ? 'read' : kind);
}

function inFunction(node: Extract<Node, { params: unknown }> & Node, into: Use[]): void {
  if ('computed' in node && node.computed && 'key' in node) collect(node.key as Node, 'read', into);
  const parts = node as unknown as { params: Node[]; returnType?: Node; typeParameters?: Node; body: Node };
  for (const decorator of (node as { decorators?: Node[] | null }).decorators ?? []) collect(decorator, 'read', into);
  for (const parameter of parts.params) declared(parameter, into);
  collect(parts.typeParameters, 'type', into);
  collect(parts.returnType, 'type', into);
  collect(parts.body, 'read', into);
}

/** Default values, computed keys and types of a pattern that declares; its names are no uses. */
function declared(pattern: Node | null | undefined, into: Use[]): void {
  if (!pattern) return;
  const names = new Set<Node>(boundIdentifiers(pattern));
  const found: Use[] = [];
  collect(pattern, 'write', found);
  into.push(...found.filter((use) => !names.has(use.identifier)));
}

function inType(node: Node, into: Use[]): void {
  if (node.type === 'TSQualifiedName') return collect(node.left, 'type', into);
  if (node.type === 'TSTypeReference' || node.type === 'TSTypeQuery') {
    const name = node.type === 'TSTypeReference' ? node.typeName : node.exprName;
    collect(name, 'type', into);
    return inTypeChildren(node, name, into);
  }
  // `extends` and `implements`: the name is an expression there.
  if (node.type === 'TSInterfaceHeritage' || node.type === 'TSClassImplements') {
    for (const child of childrenOf(node)) collect(child, 'type', into);
    return;
  }
  inTypeChildren(node, null, into);
}

/** Names of members, parameters and type parameters inside a type stand for nothing outside it. */
function inTypeChildren(node: Node, done: Node | null, into: Use[]): void {
  for (const child of childrenOf(node)) {
    if (child === done) continue;
    if (child.type === 'Identifier') collect(child.typeAnnotation, 'type', into);
    else collect(child, 'type', into);
  }
}
