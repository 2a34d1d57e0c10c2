/**
 * The statement at the end of a turn that adds its result to something outside: `results.push(r)`, `total += r`,
 * `byId.set(id, r)`, `byId[id] = r`. It can be done afterwards, in the order of the items, with what the turns return.
 */
import type { Expression, ExpressionStatement, IfStatement, Statement } from '@babel/types';
import { walk, type Node } from '../../syntax/nodes.ts';
import type { Binding } from '../../syntax/scopes.ts';
import { textOf, type Source } from '../source.ts';
import { isInside, isOuter, receiverOf, rootOf } from './names.ts';
import { methodName, type Loop } from './sites.ts';

export interface Accumulation {
  readonly statement: ExpressionStatement;
  /** The call or assignment itself. */
  readonly operation: Node;
  /** What a turn contributes: one expression, or key and value. */
  readonly values: readonly Expression[];
  /** What is added to: `results`, `stats.total`. */
  readonly target: Node;
  /** The statement again, with other expressions in place of `values`. */
  readonly write: (names: readonly string[]) => string;
  /** Set when only some turns contribute: the `if` around. */
  readonly condition: IfStatement | null;
  /** Set for `results.push(…)` where `results` is made as `[]` just for this loop: its declaration. */
  readonly declaredAs: Binding | null;
}

/** Null when the last statement of the body is none, or when the body looks at the target elsewhere. */
export function accumulationOf(source: Source, loop: Loop, ownKey: string | null): Accumulation | null {
  const last = lastStatement(loop);
  if (!last) return null;
  const condition = last.type === 'IfStatement' && !last.alternate ? last : null;
  const statement = condition ? onlyStatement(condition.consequent) : last;
  if (statement?.type !== 'ExpressionStatement') return null;
  const found = asAccumulation(source, statement, ownKey);
  if (!found || !isOuter(source, rootOf(found.target), loop)) return null;
  // It moves behind what counts, which a call that fails must not reach.
  const isLast = loop.body.type !== 'BlockStatement' || loop.body.body.at(-1) === last;
  if (!isLast && found.values.some((value) => [...walk(value)].some(({ type }) => type === 'AwaitExpression')))
    return null;
  if (isUsedElsewhere(source, found.target, statement, loop, found.values)) return null;
  return { ...found, statement, condition, declaredAs: freshArray(source, found, loop) };
}

/** What only counts behind it, `done++`, does not show when it happens. */
function lastStatement({ body }: Loop): Statement | undefined {
  if (body.type !== 'BlockStatement') return body;
  const counts = ({ type, expression }: ExpressionStatement) =>
    type === 'ExpressionStatement' && expression.type === 'UpdateExpression' && isPath(expression.argument);
  const last = body.body.findLast((statement) => !counts(statement as ExpressionStatement));
  return last?.type === 'ExpressionStatement' || last === body.body.at(-1) ? last : undefined;
}

const onlyStatement = (body: Statement): Statement | null =>
  body.type !== 'BlockStatement' ? body : body.body.length === 1 ? body.body[0]! : null;

type Found = Pick<Accumulation, 'operation' | 'values' | 'target' | 'write'>;

function asAccumulation(source: Source, { expression }: ExpressionStatement, ownKey: string | null): Found | null {
  const text = (node: Node) => textOf(source, node);
  if (expression.type === 'CallExpression') {
    const target = receiverOf(expression);
    const method = methodName(expression);
    const values = expression.arguments;
    const [only] = values;
    if (target && isPath(target) && method === 'push' && values.length === 1 && only?.type === 'SpreadElement')
      return {
        operation: expression,
        values: [only.argument],
        target,
        write: ([name]) => `${text(expression.callee)}(...${name})`,
      };
    if (
      !target ||
      !isPath(target) ||
      values.some(({ type }) => type === 'SpreadElement' || type === 'ArgumentPlaceholder')
    )
      return null;
    const isOne = values.length === 1 && (method === 'push' || method === 'add');
    if (!isOne && !(values.length === 2 && method === 'set')) return null;
    const write = (names: readonly string[]) => `${text(expression.callee)}(${names.join(', ')})`;
    return { operation: expression, values: values as Expression[], target, write };
  }
  if (expression.type !== 'AssignmentExpression') return null;
  const { left, right, operator } = expression;
  if (operator !== '=' && /^([+\-*/|&^]|\*\*)=$/.test(operator) && isPath(left))
    return {
      operation: expression,
      values: [right],
      target: left,
      write: ([name]) => `${text(left)} ${operator} ${name}`,
    };
  if (operator !== '=') return null;
  if (right.type === 'BinaryExpression' && isPath(left) && text(right.left) === text(left))
    return {
      operation: expression,
      values: [right.right],
      target: left,
      write: ([name]) => `${text(left)} = ${text(left)} ${right.operator} ${name}`,
    };
  if (left.type !== 'MemberExpression' || !left.computed || !isPath(left.object)) return null;
  // With the loop's own number every turn has its place already.
  if (left.property.type === 'Identifier' && left.property.name === ownKey) return null;
  return {
    operation: expression,
    values: [left.property as Expression, right],
    target: left.object,
    write: ([key, value]) => `${text(left.object)}[${key}] = ${value}`,
  };
}

/** Names joined by dots: looking it up again later gives the same. */
const isPath = (node: Node): boolean =>
  node.type === 'Identifier' ||
  node.type === 'ThisExpression' ||
  (node.type === 'MemberExpression' && !node.computed && isPath(node.object));

function isUsedElsewhere(source: Source, target: Node, statement: Node, loop: Loop, values: readonly Node[]): boolean {
  const path = textOf(source, target);
  const elsewhere = (node: Node) => !isInside(node, statement) || values.some((value) => isInside(node, value));
  for (const node of walk(loop)) {
    if (!isPath(node) || node === target || !elsewhere(node) || !rootOf(node)) continue;
    const other = textOf(source, node);
    if (other !== path && !other.startsWith(`${path}.`)) continue;
    if (node.type !== 'Identifier' || source.scopes.bindingOf(node) || !isKey(source, node)) return true;
  }
  return false;
}

function isKey(source: Source, name: Node): boolean {
  const parent = source.parentOf.get(name);
  if (parent?.type === 'MemberExpression') return parent.property === name && !parent.computed;
  return parent?.type === 'ObjectProperty' && parent.key === name && !parent.computed;
}

/** Declared empty among the statements around the loop, and not looked at in between. */
function freshArray(source: Source, { target, operation }: Found, loop: Loop): Binding | null {
  const binding = source.scopes.bindingOf(target);
  if (!binding || target.type !== 'Identifier' || (binding.kind !== 'const' && binding.kind !== 'let')) return null;
  if (operation.type !== 'CallExpression' || methodName(operation) !== 'push') return null;
  if (operation.arguments[0]?.type === 'SpreadElement') return null;
  const { declaration, uses } = binding;
  if (declaration.type !== 'VariableDeclarator' || declaration.init?.type !== 'ArrayExpression') return null;
  if (declaration.init.elements.length > 0 || declaration.id !== binding.identifier) return null;
  const statement = source.parentOf.get(declaration)!;
  const list = source.parentOf.get(statement);
  const around = source.parentOf.get(loop)?.type === 'LabeledStatement' ? source.parentOf.get(loop)! : loop;
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return null;
  if (list !== source.parentOf.get(around) || !list || !/^(BlockStatement|Program)$/.test(list.type)) return null;
  return uses.every(({ identifier }) => identifier.start! >= loop.start!) ? binding : null;
}
