/**
 * Which name means what: every declaration of a program and every place that reads, assigns or names it as a type.
 * Enough for moving code safely; it does not follow `with` and `eval` (see `hasDynamicScope`).
 */
import type { Identifier } from '@babel/types';
import { boundIdentifiers, isFunction, type Node } from './nodes.ts';
import { usesIn, type Use, type UseKind } from './uses.ts';

export type { Use, UseKind };

export type BindingKind = 'var' | 'let' | 'const' | 'parameter' | 'function' | 'class' | 'import' | 'catch' | 'type';

export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** Where it is declared; a `var` or a function may be declared again further on. */
  readonly identifier: Identifier;
  /** The declaring node: a declarator, function, class, import specifier, catch clause or type. */
  readonly declaration: Node;
  readonly scope: Scope;
  readonly uses: readonly Use[];
}

export interface Scope {
  /** Program, function, block, loop, catch clause or class. */
  readonly node: Node;
  readonly parent: Scope | null;
  readonly bindings: ReadonlyMap<string, Binding>;
}

export interface Scopes {
  /** What an identifier that is used or declared refers to; undefined for globals, keys and labels. */
  bindingOf(identifier: Node): Binding | undefined;
  /** Innermost scope that holds the node; a function's own parameters and body belong to its scope. */
  scopeOf(node: Node): Scope;
  /** All uses inside a node, functions inside included; `binding` is undefined for globals. */
  usesIn(node: Node): readonly (Use & { readonly binding: Binding | undefined })[];
  /** Every name that the program declares or uses, for choosing one that clashes with none. */
  readonly names: ReadonlySet<string>;
  readonly program: Scope;
}

interface OpenScope {
  node: Node;
  parent: OpenScope | null;
  bindings: Map<string, OpenBinding>;
}
type OpenBinding = Omit<Binding, 'uses' | 'scope'> & { uses: Use[]; scope: OpenScope };

const blockTypes = new Set([
  'BlockStatement',
  'StaticBlock',
  'SwitchStatement',
  'ForStatement',
  'ForOfStatement',
  'ForInStatement',
  'CatchClause',
  'ClassDeclaration',
  'ClassExpression',
  'TSModuleBlock',
  'TSModuleDeclaration',
]);

export function analyseScopes(program: Node, parentOf: ReadonlyMap<Node, Node>): Scopes {
  const scopes = new Map<Node, OpenScope>();
  const scopeOf = (node: Node): OpenScope => {
    let at: Node | undefined = node;
    while (at && !scopes.has(at)) at = parentOf.get(at);
    return scopes.get(at ?? program)!;
  };
  const opens = (node: Node) => node === program || isFunction(node) || blockTypes.has(node.type);

  const all = [program, ...parentOf.keys()];
  for (const node of all) if (opens(node)) scopes.set(node, { node, parent: null, bindings: new Map() });
  for (const scope of scopes.values()) {
    const above = parentOf.get(scope.node);
    scope.parent = above ? scopeOf(above) : null;
  }
  const bindingOf = new Map<Node, OpenBinding>();
  const declare = (scope: OpenScope, kind: BindingKind, identifier: Identifier, declaration: Node) => {
    const known = scope.bindings.get(identifier.name);
    const binding = known ?? { name: identifier.name, kind, identifier, declaration, scope, uses: [] };
    scope.bindings.set(identifier.name, binding);
    bindingOf.set(identifier, binding);
  };
  const functionScope = (scope: OpenScope): OpenScope =>
    scope.parent && !isFunction(scope.node) && scope.node.type !== 'StaticBlock' && scope.node.type !== 'TSModuleBlock'
      ? functionScope(scope.parent)
      : scope;

  for (const node of all) {
    const outer = () => scopeOf(parentOf.get(node) ?? program);
    switch (node.type) {
      case 'VariableDeclaration': {
        const kind = node.kind === 'var' ? 'var' : node.kind === 'let' ? 'let' : 'const';
        const scope = kind === 'var' ? functionScope(scopeOf(node)) : scopeOf(node);
        for (const one of node.declarations)
          for (const identifier of boundIdentifiers(one.id)) declare(scope, kind, identifier, one);
        break;
      }
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
        if (node.id) declare(outer(), 'function', node.id, node);
        break;
      case 'FunctionExpression':
        if (node.id) declare(scopeOf(node), 'function', node.id, node);
        break;
      case 'ClassDeclaration':
        if (node.id) declare(outer(), 'class', node.id, node);
        break;
      case 'ClassExpression':
        if (node.id) declare(scopeOf(node), 'class', node.id, node);
        break;
      case 'ImportSpecifier':
      case 'ImportDefaultSpecifier':
      case 'ImportNamespaceSpecifier':
        declare(scopeOf(node), 'import', node.local, node);
        break;
      case 'TSImportEqualsDeclaration':
        declare(scopeOf(node), 'import', node.id, node);
        break;
      case 'CatchClause':
        for (const identifier of boundIdentifiers(node.param)) declare(scopeOf(node), 'catch', identifier, node);
        break;
      case 'TSTypeAliasDeclaration':
      case 'TSInterfaceDeclaration':
        declare(outer(), 'type', node.id, node);
        break;
      case 'TSEnumDeclaration':
        declare(outer(), 'const', node.id, node);
        break;
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier') declare(outer(), 'const', node.id, node);
        break;
      default:
    }
    if (isFunction(node))
      for (const parameter of node.params)
        for (const identifier of boundIdentifiers(parameter)) declare(scopeOf(node), 'parameter', identifier, node);
  }

  const names = new Set<string>();
  const uses = usesIn(program);
  for (const use of uses) {
    names.add(use.identifier.name);
    if (bindingOf.has(use.identifier) && use.kind !== 'write') continue;
    for (let scope: OpenScope | null = scopeOf(use.identifier); scope; scope = scope.parent) {
      const binding = scope.bindings.get(use.identifier.name);
      if (!binding) continue;
      binding.uses.push(use);
      bindingOf.set(use.identifier, binding);
      break;
    }
  }
  for (const binding of bindingOf.values()) names.add(binding.name);

  return {
    bindingOf: (identifier) => bindingOf.get(identifier),
    scopeOf,
    usesIn: (node) => usesIn(node).map((use) => ({ ...use, binding: bindingOf.get(use.identifier) })),
    names,
    program: scopes.get(program)!,
  };
}

/** Code whose names cannot be known from its text. */
export function hasDynamicScope(scopes: Scopes, node: Node): boolean {
  return scopes.usesIn(node).some(({ identifier, binding }) => identifier.name === 'eval' && !binding);
}
