/** What the names in a piece of source are used for. On any tree with `type` fields, such as Babel's. */

export interface SyntaxNode {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } } | null;
  readonly [field: string]: unknown;
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

const functionType = /Function|ObjectMethod|ClassMethod|ClassPrivateMethod/;

/** In the order of the source; functions inside are left out, their awaits are their own. */
export function collect(node: unknown, into: SyntaxNode[]): void {
  if (!isNode(node) || functionType.test(node.type)) return;
  into.push(node);
  for (const child of childrenOf(node)) collect(child, into);
}

export function namesChanged(node: SyntaxNode): string[] {
  if (node.type === 'AssignmentExpression') return namesBound(node.left);
  if (node.type === 'UpdateExpression') return namesBound(node.argument);
  return [];
}

/** Names that a pattern or an assignment's left side sets; of `store.last = …` it is `store`. */
export function namesBound(node: unknown): string[] {
  if (!isNode(node)) return [];
  switch (node.type) {
    case 'Identifier':
      return [node.name as string];
    case 'MemberExpression':
      return namesBound(node.object);
    case 'VariableDeclaration':
      return (node.declarations as unknown[]).flatMap((one) => (isNode(one) ? namesBound(one.id) : []));
    case 'ObjectProperty':
      return namesBound(node.value);
    case 'AssignmentPattern':
      return namesBound(node.left);
    default:
      return childrenOf(node).flatMap(namesBound);
  }
}

/** Also inside functions: a callback in the operand may use what the loop changes. */
export function namesUsed(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === 'Identifier') return [node.name as string];
  if (node.type === 'ThisExpression') return ['this'];
  const skipped = node.type === 'MemberExpression' && node.computed !== true ? node.property : null;
  return childrenOf(node)
    .filter((child) => child !== skipped)
    .flatMap(namesUsed);
}

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]).filter(isNode) : isNode(value) ? [value] : [],
  );
}
