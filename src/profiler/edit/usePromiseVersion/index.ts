/** use-promise-version: a synchronous call in async code → its promise version, so that other work goes on meanwhile. */
import type { CallExpression } from '@babel/types';
import type { Location, RecommendedAction } from '../../report.ts';
import { isFunction, walk, walkOwn, type Node } from '../../syntax/nodes.ts';
import { inOrder } from '../applyPlan.ts';
import { calledName, lineOf } from '../boundAwaits/names.ts';
import type { EditResult, ProjectFiles } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { ancestorsOf, openSource, textOf, type Source } from '../source.ts';
import { contextFor } from './asyncContext.ts';
import { rewriteCall } from './rewriteCall.ts';
import { promiseVersionOf, syncCall, type SyncCall } from './syncCalls.ts';

type UsePromiseVersion = Extract<RecommendedAction, { kind: 'use-promise-version' }>;

export function planUsePromiseVersion({ location }: UsePromiseVersion, files: ProjectFiles): EditResult {
  const opened = openSource(location.file, files);
  if (!opened.ok) return opened;
  const { source } = opened;
  const calls = callsAt(source, location.line, location.column);
  const onLine = syncCalls(source, calls);
  // A profile knows the lines of functions, not those of the calls in them.
  const found = onLine.length > 0 ? onLine : syncCalls(source, callsInFunctionAt(source, location));
  const [first] = found;
  if (!first) return { ok: false, reason: nothingThere(calls, nameOf(location.file), location.line) };
  const planned = found.map((sync) => planFor(source, sync));
  const chosen = planned.find((one) => one.ok) ?? planned[0]!;
  if (!chosen.ok || onLine.length > 0 || found.length === 1) return chosen;
  const lines = found.map(({ call, name }) => `${name} at line ${lineOf(call)}`);
  const { name, call } = found[planned.indexOf(chosen)]!;
  const others = lines.filter((_, index) => planned[index] !== chosen).join(', ');
  const note = `The function has more synchronous calls: ${name} at line ${lineOf(call)} is replaced, and these stay: ${others}.`;
  return { ok: true, plan: { ...chosen.plan, notes: [note, ...chosen.plan.notes] } };
}

/** Those with a promise version first, else those that only look synchronous. */
function syncCalls(source: Source, calls: readonly CallExpression[]): SyncCall[] {
  const found = calls.map((call) => syncCall(source, call)).filter((sync) => sync !== null);
  const replaceable = found.filter((one) => promiseVersionOf(one, source.isTypeScript).kind !== 'none');
  return replaceable.length > 0 ? replaceable : found.filter(({ name }) => /Sync$/.test(name));
}

function planFor(source: Source, sync: SyncCall): EditResult {
  const version = promiseVersionOf(sync, source.isTypeScript);
  if (version.kind === 'none') return { ok: false, reason: version.reason };
  if (version.kind === 'command' && readsStatus(source, sync.call))
    return {
      ok: false,
      reason:
        'The catch around the call reads status or output of the error: the promise version gives code, stdout and stderr.',
    };
  const context = contextFor(source, sync.call);
  if (!context.ok) return context;
  const replacements = inOrder([...context.replacements, ...rewriteCall(source, sync, version)]);
  return {
    ok: true,
    plan: {
      title: `Await the promise version of ${sync.name}`,
      changes: [{ kind: 'change', file: source.file, replacements }],
      packages: [],
      notes: [...context.notes, ...notesFor(sync)],
    },
  };
}

/** Calls of the function that begins at the place, in order; those of functions inside it after its own. */
function callsInFunctionAt(source: Source, { line, column }: Location): CallExpression[] {
  const heads = [...walk(source.program)].filter(isFunction).filter(({ loc, body }) => {
    return loc!.start.line <= line && line <= body.loc!.start.line;
  });
  const startsBefore = ({ loc }: Node) => loc!.start.line < line || loc!.start.column <= column - 1;
  const called = heads.findLast(startsBefore) ?? heads[0];
  if (!called) return [];
  const isCall = (node: Node) => node.type === 'CallExpression';
  const own = [...walkOwn(called)].filter(isCall);
  const inner = [...walk(called)].filter(isCall).filter((call) => !own.includes(call));
  const inOrderOfText = (nodes: CallExpression[]) => nodes.sort((a, b) => a.start! - b.start!);
  return [...inOrderOfText(own), ...inOrderOfText(inner)];
}

/** Calls that cover the place, innermost first; those that cover only its line after those that cover its column. */
function callsAt(source: Source, line: number, column: number): CallExpression[] {
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

function nothingThere(calls: readonly CallExpression[], file: string, line: number): string {
  const named = calls.map(calledName).find((name) => name !== null && /Sync$/.test(name));
  return named
    ? `Where ${named} at line ${line} comes from cannot be told from the file, so its promise version is not known.`
    : `Line ${line} of ${file} has no synchronous call: the file has changed since it was measured.`;
}

/** `execSync` tells how the command ended in other properties than `exec`. */
function readsStatus(source: Source, call: CallExpression): boolean {
  for (const above of ancestorsOf(source, call)) {
    if (isFunction(above)) return false;
    if (above.type === 'TryStatement' && above.handler && call.end! <= above.block.end!)
      return /\b(?:status|output)\b/.test(textOf(source, above.handler));
  }
  return false;
}

function notesFor({ name, module }: SyncCall): string[] {
  const notes = ['Other code can run while the call is awaited.'];
  if (name === 'existsSync') notes.push('access is asked instead, which is what existsSync does inside.');
  if (module === 'child_process')
    notes.push(
      'What the command writes to standard error is no longer printed.',
      'When the command fails, the error has its exit code as code and no longer as status.',
    );
  return notes;
}
