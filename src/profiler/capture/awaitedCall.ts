/** What a statement awaits, told apart by whom it asks and by what it asks for. */
import type { Node } from '@babel/types';
import { childrenOf, walkOwn } from '../syntax/nodes.ts';

export interface AwaitedCall {
  /** The object whose method is called, such as `reader` or `this.store`; null for a plain function. */
  readonly receiver: string | null;
  /** Alike for calls that are written alike. */
  readonly text: string;
  /** Nobody takes its result: it is awaited for what it does. */
  readonly isOrder: boolean;
}

export function callOf(statement: Node): AwaitedCall {
  const awaited = [...walkOwn(statement)].find((node) => node.type === 'AwaitExpression');
  const operand = awaited?.argument ?? statement;
  const callee = operand.type === 'CallExpression' ? operand.callee : null;
  return {
    receiver: callee?.type === 'MemberExpression' ? written(callee.object) : null,
    text: written(operand),
    isOrder: statement.type === 'ExpressionStatement',
  };
}

/** Names and values in the order of the source: enough to tell whether two pieces of it are written alike. */
const written = (node: Node): string => `${node.type}:${ownText(node)}(${childrenOf(node).map(written).join()})`;

function ownText(node: Node): string {
  if (node.type === 'TemplateElement') return node.value.raw;
  const { name, value } = node as { name?: unknown; value?: unknown };
  if (typeof name === 'string') return name;
  return typeof value === 'object' || value === undefined ? '' : JSON.stringify(value);
}
