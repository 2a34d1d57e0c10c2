/** From a measured line to the await that is meant, and to what repeats it. */
import type { AwaitExpression, CallExpression, Function, Statement } from '@babel/types';
import type { Location } from '../../report.ts';
import { isFunction, isLoop, walk, type Node } from '../../syntax/nodes.ts';
import { ancestorsOf, type Source } from '../source.ts';

export type Loop = Extract<Node, { body: Statement; type: `${string}Statement` }>;

export type Site =
  | { readonly kind: 'loop'; readonly loop: Loop }
  /** `items.forEach(async …)`: nobody waits for what it starts. */
  | { readonly kind: 'forEach'; readonly call: CallExpression; readonly callback: Function }
  /** `Promise.all(items.map(…))`: all at once. */
  | { readonly kind: 'fanOut'; readonly all: CallExpression; readonly map: CallExpression };

/** The await that the line, and the column where it helps, stands in; null when the text has none there. */
export function awaitAt(source: Source, { line, column }: Location): AwaitExpression | null {
  const covering: AwaitExpression[] = [];
  const inHead: AwaitExpression[] = [];
  for (const node of walk(source.program)) {
    if (node.type === 'AwaitExpression' && coversLine(node, line)) covering.push(node);
    if (isLoop(node) && node.loc!.start.line === line)
      for (const inner of walk(node)) if (inner.type === 'AwaitExpression') inHead.push(inner);
  }
  const size = (node: Node) => node.end! - node.start!;
  const smallest = (nodes: AwaitExpression[]) => [...nodes].sort((a, b) => size(a) - size(b))[0] ?? null;
  const onPoint = covering.filter((node) => coversPoint(node, line, column));
  const starting = covering.filter((node) => node.loc!.start.line === line);
  return smallest(onPoint) ?? smallest(starting) ?? smallest(covering) ?? inHead[0] ?? null;
}

const coversLine = ({ loc }: Node, line: number) => loc!.start.line <= line && line <= loc!.end.line;

function coversPoint({ loc }: Node, line: number, column: number): boolean {
  const { start, end } = loc!;
  const afterStart = line > start.line || (line === start.line && column - 1 >= start.column);
  return afterStart && (line < end.line || (line === end.line && column - 1 < end.column));
}

/** Fan-outs without an await of their own, such as `return Promise.all(items.map(…))`. */
export function fanOutAt(source: Source, line: number): Site | null {
  for (const node of walk(source.program)) {
    if (node.type !== 'CallExpression' || !coversLine(node, line)) continue;
    const site = fanOut(node);
    if (site) return site;
  }
  return null;
}

/** What repeats the await, innermost first; nothing beyond the function that it stands in. */
export function sitesOf(source: Source, awaited: AwaitExpression): Site[] {
  const sites: Site[] = [];
  const own = fanOut(awaited.argument);
  if (own) sites.push(own);
  let below: Node = awaited;
  for (const node of ancestorsOf(source, awaited)) {
    if (isLoop(node) && (node as Loop).body === below) sites.push({ kind: 'loop', loop: node as Loop });
    if (isFunction(node)) {
      const site = callbackSite(source, node);
      if (site) sites.push(site);
      break;
    }
    below = node;
  }
  return sites;
}

function callbackSite(source: Source, callback: Function): Site | null {
  const call = source.parentOf.get(callback);
  if (call?.type !== 'CallExpression' || call.arguments[0] !== callback) return null;
  const method = methodName(call);
  if (method === 'forEach') return { kind: 'forEach', call, callback };
  const outer = source.parentOf.get(call);
  return method === 'map' && outer ? fanOut(outer) : null;
}

function fanOut(node: Node): Site | null {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1 || !/^all(Settled)?$/.test(methodName(node) ?? ''))
    return null;
  const { callee } = node;
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'Promise')
    return null;
  const [map] = node.arguments;
  return map?.type === 'CallExpression' && methodName(map) === 'map' ? { kind: 'fanOut', all: node, map } : null;
}

/** `m` of `x.m(…)`. */
export function methodName({ callee }: CallExpression): string | null {
  return callee.type === 'MemberExpression' && !callee.computed && callee.property.type === 'Identifier'
    ? callee.property.name
    : null;
}
