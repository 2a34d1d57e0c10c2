/** Which calls a measured place can mean: those on its line, those of its function, those of functions that it calls. */
import type { CallExpression } from '@babel/types';
import type { Location } from '../../report.ts';
import { isFunction, walk, walkOwn, type Node } from '../../syntax/nodes.ts';
import { functionOf } from '../boundAwaits/names.ts';
import type { Source } from '../source.ts';

/** Calls that cover the place, innermost first; those that cover only its line after those that cover its column. */
export function callsAt(source: Source, line: number, column: number): CallExpression[] {
  const covering: { call: CallExpression; rank: number }[] = [];
  for (const node of walk(source.program)) {
    if (node.type !== 'CallExpression') continue;
    const { start, end } = node.loc!;
    if (line < start.line || line > end.line) continue;
    const isOnPoint = (line > start.line || column - 1 >= start.column) && (line < end.line || column - 1 < end.column);
    covering.push({ call: node, rank: (isOnPoint ? 0 : 1e9) + (node.end! - node.start!) });
  }
  return covering.sort((a, b) => a.rank - b.rank).map(({ call }) => call);
}

/**
 * Calls of the function that begins at the place, in order of the text; then those of the functions of this file that it
 * calls or hands over, and so on: V8 puts small functions into their callers, which are then measured in their place.
 */
export function* callsFrom(source: Source, location: Location): Generator<CallExpression[]> {
  const first = functionAt(source, location);
  const seen = new Set<Node>();
  for (let level = first ? [first] : []; level.length > 0;) {
    for (const one of level) seen.add(one);
    const calls = level.flatMap(callsIn);
    yield calls;
    const named = calls.flatMap((call): Node[] => [call.callee, ...call.arguments]);
    const called = named.map((node) => functionOf(source, node)).filter((one) => one !== null);
    level = [...new Set(called)].filter((one) => !seen.has(one));
  }
}

function functionAt(source: Source, { line, column }: Location): Node | undefined {
  const heads = [...walk(source.program)].filter(isFunction).filter(({ loc, body }) => {
    return loc!.start.line <= line && line <= body.loc!.start.line;
  });
  const startsBefore = ({ loc }: Node) => loc!.start.line < line || loc!.start.column <= column - 1;
  return heads.findLast(startsBefore) ?? heads[0];
}

/** In order; those of functions inside it after its own. */
function callsIn(called: Node): CallExpression[] {
  const isCall = (node: Node) => node.type === 'CallExpression';
  const own = [...walkOwn(called)].filter(isCall);
  const inner = [...walk(called)].filter(isCall).filter((call) => !own.includes(call));
  const inOrderOfText = (nodes: CallExpression[]) => nodes.sort((a, b) => a.start! - b.start!);
  return [...inOrderOfText(own), ...inOrderOfText(inner)];
}
