/** Comments of a loop that is rewritten: none of them is lost. */
import type { Source } from '../source.ts';
import { indentationAt } from '../textStyle.ts';
import type { Node } from '../../syntax/nodes.ts';
import type { Loop } from './sites.ts';

export const hasComment = (source: Source, node: Node): boolean =>
  source.comments.some(({ start, end }) => start >= node.start! && end <= node.end!);

/** Comments of the statement that are not in its values move in front of it. */
export const commentsAround = (source: Source, statement: Node, values: readonly Node[]): string =>
  source.comments
    .filter(({ start, end }) => start >= statement.start! && end <= statement.end!)
    .filter(({ start, end }) => !values.some((value) => start >= value.start! && end <= value.end!))
    .map(
      ({ start, end }) =>
        source.text.slice(start, end) + source.style.newline + indentationAt(source.text, statement.start!),
    )
    .join('');

/** Comments in the head, outside of what is taken over as text, move in front of the call. */
export function headComments(source: Source, statement: Node, loop: Loop): string {
  const kept = loop.type === 'ForOfStatement' ? [loop.right, loop.left] : [];
  const base = indentationAt(source.text, statement.start!);
  return source.comments
    .filter(({ start, end }) => start >= statement.start! && end <= loop.body.start!)
    .filter(({ start, end }) => !kept.some((node) => start >= node.start! && end <= node.end!))
    .map(({ start, end }) => `${source.text.slice(start, end)}${source.style.newline}${base}`)
    .join('');
}
