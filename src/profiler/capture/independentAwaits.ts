/**
 * Finds awaits in loops that need not follow each other, as far as the source shows it: in a `for…of`, or a `for` that
 * counts, an `await` whose operand depends on the loop's variable, on nothing that the loop changes, and that cannot end
 * the loop. `total += await price(item)` is one; `page = await next(page)` is none, and neither is `await reader.read()`.
 *
 * What a function called there remembers by itself is not seen: it is a hint, not a proof.
 */

interface SyntaxNode {
  readonly type: string;
  readonly loc?: { readonly start: { readonly line: number } } | null;
  readonly [field: string]: unknown;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';

const functionType = /Function|ObjectMethod|ClassMethod|ClassPrivateMethod/;
/** What ends a loop early may depend on what was awaited before. */
const leavesLoop = new Set(['BreakStatement', 'ReturnStatement', 'YieldExpression']);
const loops = new Set(['ForOfStatement', 'ForStatement']);

/** 1-based lines of such awaits. `program` is a Babel tree. */
export function findIndependentAwaits(program: unknown): number[] {
  const lines = new Set<number>();
  const open: unknown[] = [program];
  while (open.length > 0) {
    const node = open.pop();
    if (!isNode(node)) continue;
    if (loops.has(node.type) && node.await !== true) for (const line of independentIn(node)) lines.add(line);
    open.push(...childrenOf(node));
  }
  return [...lines].sort((a, b) => a - b);
}

function independentIn(loop: SyntaxNode): number[] {
  const body: SyntaxNode[] = [];
  collect(loop.body, body);
  if (body.some(({ type }) => leavesLoop.has(type))) return [];
  const variables = new Set(namesBound(loop.type === 'ForOfStatement' ? loop.left : loop.init));
  if (variables.size === 0 || !countsEvenly(loop, body)) return [];
  const declared = new Set<string>();
  for (const node of body)
    if (node.type === 'VariableDeclarator') for (const name of namesBound(node.id)) declared.add(name);
  const changed = new Set(body.flatMap(namesChanged).filter((name) => !declared.has(name)));
  followDeclarations(body, variables);
  return body.flatMap((node) => {
    if (node.type !== 'AwaitExpression') return [];
    const used = namesUsed(node.argument);
    const isIndependent = used.some((name) => variables.has(name)) && !used.some((name) => changed.has(name));
    return isIndependent && node.loc ? [node.loc.start.line] : [];
  });
}

/** A `for` may end by what its body changes: only one whose test and step use no such names counts. */
function countsEvenly(loop: SyntaxNode, body: readonly SyntaxNode[]): boolean {
  if (loop.type === 'ForOfStatement') return true;
  const changed = new Set(body.flatMap(namesChanged));
  return isNode(loop.update) && ![...namesUsed(loop.test), ...namesUsed(loop.update)].some((name) => changed.has(name));
}

/** What is declared in the body from the loop's variable depends on it as well. */
function followDeclarations(body: readonly SyntaxNode[], variables: Set<string>): void {
  for (const node of body) {
    if (node.type !== 'VariableDeclarator') continue;
    if (namesUsed(node.init).some((name) => variables.has(name)))
      for (const name of namesBound(node.id)) variables.add(name);
  }
}

/** In the order of the source; functions inside are left out, their awaits are their own. */
function collect(node: unknown, into: SyntaxNode[]): void {
  if (!isNode(node) || functionType.test(node.type)) return;
  into.push(node);
  for (const child of childrenOf(node)) collect(child, into);
}

function namesChanged(node: SyntaxNode): string[] {
  if (node.type === 'AssignmentExpression') return namesBound(node.left);
  if (node.type === 'UpdateExpression') return namesBound(node.argument);
  return [];
}

/** Names that a pattern or an assignment's left side sets; of `store.last = …` it is `store`. */
function namesBound(node: unknown): string[] {
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
function namesUsed(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === 'Identifier') return [node.name as string];
  if (node.type === 'ThisExpression') return ['this'];
  const skipped = node.type === 'MemberExpression' && node.computed !== true ? node.property : null;
  return childrenOf(node)
    .filter((child) => child !== skipped)
    .flatMap(namesUsed);
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]).filter(isNode) : isNode(value) ? [value] : [],
  );
}
