/** The text with its awaits: what is put around expressions, and which functions become asynchronous. */
import type { Function } from '@babel/types';
import type { Node } from '../../syntax/nodes.ts';
import { applyReplacements, inOrder } from '../applyPlan.ts';
import type { Replacement } from '../editPlan.ts';
import type { Source } from '../source.ts';

export interface Wrap {
  readonly node: Node;
  readonly open: string;
  readonly close: string;
}

/** Return types become promises of what they were. */
export function awaitedText(source: Source, wraps: readonly Wrap[], asyncFunctions: Iterable<Function>): string {
  const label = '';
  const opens = [...wraps]
    .sort((a, b) => a.node.start! - b.node.start! || b.node.end! - a.node.end!)
    .map(({ node, open }): Replacement => ({ start: node.start!, end: node.start!, text: open, label }));
  const closes = [...wraps]
    .sort((a, b) => a.node.end! - b.node.end! || b.node.start! - a.node.start!)
    .map(({ node, close }): Replacement => ({ start: node.end!, end: node.end!, text: close, label }));
  const keywords = [...asyncFunctions].flatMap((one): Replacement[] => {
    const at = one.start!;
    const type = one.returnType?.type === 'TSTypeAnnotation' ? one.returnType.typeAnnotation : null;
    return [
      { start: at, end: at, text: 'async ', label },
      ...(type
        ? [
            { start: type.start!, end: type.start!, text: 'Promise<', label },
            { start: type.end!, end: type.end!, text: '>', label },
          ]
        : []),
    ];
  });
  return applyReplacements(source.text, inOrder([...closes, ...opens, ...keywords]));
}
