/** Finds the numbers in a file that limit how many calls are in flight: of p-map and its relatives, p-limit and p-queue. */
import { boundIdentifiers, nameOf, walk, type Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { ancestorsOf, type Source } from '../source.ts';

export interface Limiter {
  /** As its documentation calls it. */
  readonly name: string;
  /** The expression that says how many; null where the call has no such argument. */
  readonly value: Node | null;
  readonly call: Node;
  /** Calls that it limits, as far as this file shows: itself, or the uses of what it made. */
  readonly governed: readonly Node[];
  /** Names a rate too, so that the number alone does not decide. */
  readonly hasRate: boolean;
}

/** Take an object with `concurrency`. */
const withOptions = new Set(['p-map', 'p-all', 'p-filter', 'p-props', 'p-queue']);

export function limitersIn(source: Source): Limiter[] {
  const found: Limiter[] = [];
  for (const node of walk(source.program)) {
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') continue;
    const name = packageOfCallee(source, node.callee);
    if (name === null) continue;
    const [first] = node.arguments;
    const options = node.arguments.find(({ type }) => type === 'ObjectExpression');
    if (name === 'p-limit') {
      const value = options ? optionOf(options, 'concurrency') : (first ?? null);
      found.push({ name, value, call: node, governed: [node, ...callsOfResult(source, node)], hasRate: false });
    } else if (withOptions.has(name)) {
      const value = options ? optionOf(options, 'concurrency') : null;
      const hasRate = options !== undefined && optionOf(options, 'intervalCap') !== null;
      const governed = name === 'p-queue' ? [node, ...callsOfResult(source, node)] : [node];
      found.push({ name, value, call: node, governed, hasRate });
    }
  }
  return found;
}

/** The package that a name, or the default member of one, was imported from; by import, require or dynamic import. */
function packageOfCallee(source: Source, callee: Node): string | null {
  const named =
    callee.type === 'MemberExpression' && nameOf(callee.property) === 'default' ? (callee.object as Node) : callee;
  if (named.type !== 'Identifier') return null;
  const binding = source.scopes.bindingOf(named);
  return binding ? importedFrom(source, binding) : null;
}

function importedFrom(source: Source, { declaration }: Binding): string | null {
  if (/^Import/.test(declaration.type)) {
    const statement = source.parentOf.get(declaration);
    return statement?.type === 'ImportDeclaration' ? statement.source.value : null;
  }
  if (declaration.type === 'TSImportEqualsDeclaration')
    return declaration.moduleReference.type === 'TSExternalModuleReference'
      ? declaration.moduleReference.expression.value
      : null;
  if (declaration.type !== 'VariableDeclarator' || !declaration.init) return null;
  return moduleAskedFor(declaration.init);
}

/** Of what `require` gives, a dynamic import, or the default member of either. */
function moduleAskedFor(init: Node): string | null {
  switch (init.type) {
    case 'AwaitExpression':
      return moduleAskedFor(init.argument);
    case 'MemberExpression':
      return nameOf(init.property) === 'default' ? moduleAskedFor(init.object) : null;
    case 'CallExpression': {
      const [module] = init.arguments;
      const asks = init.callee.type === 'Import' || nameOf(init.callee) === 'require';
      return asks && module?.type === 'StringLiteral' ? module.value : null;
    }
    case 'ImportExpression':
      return init.source.type === 'StringLiteral' ? init.source.value : null;
    default:
      return null;
  }
}

function optionOf(options: Node, name: string): Node | null {
  if (options.type !== 'ObjectExpression') return null;
  // The last one counts.
  const property = options.properties.findLast((one) => one.type === 'ObjectProperty' && nameOf(one.key) === name);
  return property?.type === 'ObjectProperty' && !property.computed ? property.value : null;
}

/** `limit(() => …)` of `const limit = pLimit(8)`, and `queue.add(() => …)`. */
function callsOfResult(source: Source, made: Node): Node[] {
  const declaration = source.parentOf.get(made);
  if (declaration?.type !== 'VariableDeclarator') return [];
  return boundIdentifiers(declaration.id).flatMap((identifier) => {
    const uses = source.scopes.bindingOf(identifier)?.uses ?? [];
    return uses.flatMap(
      (use) => [...ancestorsOf(source, use.identifier)].find(({ type }) => type === 'CallExpression') ?? [],
    );
  });
}
