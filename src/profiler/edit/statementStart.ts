/** Whether text that begins with a parenthesis can stand at the beginning of a statement. */
import { ancestorsOf, textOf, type Source } from './source.ts';
import type { Node } from '../syntax/nodes.ts';

const endsInBraces = /^(?:Block|If|For|ForOf|ForIn|While|Switch|Try|Labeled)Statement$|^(?:Function|Class)Declaration$/;

/** True where the statement before has no semicolon, so that it would be called with what stands in the parenthesis. */
export function needsSemicolonBefore(source: Source, node: Node): boolean {
  const statement = [...ancestorsOf(source, node)].find(({ type }) => type === 'ExpressionStatement');
  if (!statement || statement.start !== node.start) return false;
  const list = source.parentOf.get(statement);
  const siblings: readonly Node[] =
    list?.type === 'BlockStatement' || list?.type === 'Program'
      ? [...list.directives, ...list.body]
      : list?.type === 'SwitchCase'
        ? list.consequent
        : [];
  const before = siblings[siblings.indexOf(statement) - 1];
  if (!before) return false;
  const text = textOf(source, before);
  return !text.endsWith(';') && !(endsInBraces.test(before.type) && text.endsWith('}'));
}
