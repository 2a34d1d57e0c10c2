/** Awaits in loops, by line, and the functions that they stand in. Pure. */
import { childrenOf, isFunction, isLoop, type Node } from '../../profiler/syntax/nodes.ts';
import { parseScript } from '../../profiler/syntax/parse.ts';

export interface LoopAwait {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Line on which the function begins; null for the module's top level. */
  readonly functionLine: number | null;
}

/** In the order of the text; none where the text is no source. */
export function awaitsInLoops(text: string, file: string): LoopAwait[] {
  const found: LoopAwait[] = [];
  const visit = (node: Node, functionLine: number | null, inLoop: boolean): void => {
    if (inLoop && node.type === 'AwaitExpression' && node.loc) {
      found.push({ line: node.loc.start.line, column: node.loc.start.column + 1, functionLine });
    }
    const enters = isFunction(node);
    const line = enters ? (node.loc?.start.line ?? null) : functionLine;
    for (const child of childrenOf(node)) visit(child, line, enters ? false : inLoop || isLoop(node));
  };
  try {
    visit(parseScript(text, file, 'unambiguous').program, null, false);
  } catch {
    return []; // Half-typed: there is a next time.
  }
  return found;
}
