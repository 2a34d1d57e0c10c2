/** Loops that await one call after another → all calls at once: the pool lets as many run as it has threads. */
import type { ArrowFunctionExpression, AwaitExpression } from '@babel/types';
import { walk, type Node } from '../../syntax/nodes.ts';
import { applyReplacements, inOrder } from '../applyPlan.ts';
import { boundLoop } from '../boundAwaits/boundLoop.ts';
import type { Mapper } from '../boundAwaits/mapper.ts';
import { sitesOf } from '../boundAwaits/sites.ts';
import { freeName } from '../imports.ts';
import { textOf, type Source } from '../source.ts';
import { indentationAt } from '../textStyle.ts';
import { findSharedChange } from './sharedChanges.ts';

export interface SideBySide {
  readonly source: Source;
  readonly loops: number;
  /** Why the first loop that stays as it is has to. */
  readonly reason: string | null;
}

/** Parses changed text; null where it is no source any more, which would be a bug. */
export type Reopen = (text: string) => Source | null;

/** More loops than that around the calls of one function are not worth following. */
const mostLoops = 20;

export function runSideBySide(opened: Source, names: readonly string[], reopen: Reopen): SideBySide {
  let source = opened;
  let reason: string | null = null;
  for (let loops = 0; loops < mostLoops; loops++) {
    const next = nextLoop(source, names, reopen);
    reason = next.reason;
    if (!next.source) return { source, loops, reason };
    source = next.source;
  }
  return { source, loops: mostLoops, reason };
}

function nextLoop(
  source: Source,
  names: readonly string[],
  reopen: Reopen,
): { source: Source | null; reason: string | null } {
  // Stands where p-map would for as long as the loop is being changed.
  const name = freeName(source, 'allAtOnce');
  const mapper: Mapper = { limit: 0, name, options: '0', skip: null, need: { name: '', range: '' } };
  let reason: string | null = null;
  for (const node of walk(source.program)) {
    if (node.type !== 'AwaitExpression' || !isCallOf(node, names)) continue;
    for (const site of sitesOf(source, node)) {
      if (site.kind !== 'loop') continue;
      const shared = findSharedChange(source, site.loop.body);
      reason ??= shared;
      if (shared !== null) continue;
      const bounded = boundLoop(source, site.loop, node, mapper);
      const marked = bounded.ok ? reopen(applyReplacements(source.text, inOrder(bounded.replacements))) : null;
      if (marked) return { source: reopen(withPromiseAll(marked, name)), reason };
      if (!bounded.ok) reason ??= bounded.reason;
    }
  }
  return { source: null, reason };
}

const isCallOf = ({ argument }: AwaitExpression, names: readonly string[]): boolean =>
  argument.type === 'CallExpression' && argument.callee.type === 'Identifier' && names.includes(argument.callee.name);

/** `allAtOnce(items, async (item) => f(item), 0)` → `Promise.all(items.map((item) => f(item)))`. */
function withPromiseAll(source: Source, name: string): string {
  for (const node of walk(source.program)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== name) continue;
    const [input, callback] = node.arguments;
    if (!input || callback?.type !== 'ArrowFunctionExpression') continue;
    const hasAwait = [...walk(callback.body)].some(({ type }) => type === 'AwaitExpression');
    const isBrief = callback.body.type === 'CallExpression' && !hasAwait;
    const mapper = isBrief ? textOf(source, callback).replace(/^async\s+/, '') : textOf(source, callback);
    const all = mapped(source, input, callback, mapper);
    return source.text.slice(0, node.start!) + wrapped(source, node, all) + source.text.slice(node.end!);
  }
  return source.text;
}

function mapped(source: Source, input: Node, callback: ArrowFunctionExpression, mapper: string): string {
  const list = textOf(source, input);
  // Numbers that were made only to be mapped.
  const numbers = /^(Array\.from\(\{[^]*\}), \(_, i\) => i\)$/.exec(list);
  const [parameter] = callback.params;
  if (numbers && parameter?.type === 'Identifier') {
    const body = mapper.slice(mapper.indexOf('=>'));
    return `${numbers[1]}, ${mapper.startsWith('async') ? 'async ' : ''}(_, ${parameter.name}) ${body})`;
  }
  return isArray(source, input) ? `${list}.map(${mapper})` : `Array.from(${list}, ${mapper})`;
}

/** As wide as most formatters let a line be. */
const widestLine = 100;

function wrapped(source: Source, node: Node, all: string): string {
  const { newline, indent } = source.style;
  const lineStart = source.text.lastIndexOf('\n', node.start! - 1) + 1;
  const width = node.start! - lineStart + all.length + 'Promise.all();'.length;
  if (width <= widestLine || all.includes('\n')) return `Promise.all(${all})`;
  const base = indentationAt(source.text, node.start!);
  return `Promise.all(${newline}${base}${indent}${all},${newline}${base})`;
}

/** What certainly has `map`; `Array.from` takes every iterable. */
function isArray(source: Source, node: Node): boolean {
  if (node.type === 'ArrayExpression') return true;
  if (node.type === 'Identifier') {
    const declaration = source.scopes.bindingOf(node)?.declaration;
    if (declaration?.type !== 'VariableDeclarator' || declaration.id.type !== 'Identifier' || !declaration.init)
      return false;
    return declaration.init.type !== 'Identifier' && isArray(source, declaration.init);
  }
  if (node.type === 'AwaitExpression') return isPromiseAll(source, node.argument);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const called = textOf(source, node.callee);
  if (/^(?:Array\.(?:from|of)|Object\.(?:keys|values|entries))$/.test(called)) return true;
  return /\.(?:map|filter|split|flat|flatMap|toSorted)$/.test(called);
}

const isPromiseAll = (source: Source, node: Node): boolean =>
  node.type === 'CallExpression' && textOf(source, node.callee) === 'Promise.all';
