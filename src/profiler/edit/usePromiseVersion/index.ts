/** use-promise-version: a synchronous call in async code → its promise version, so that other work goes on meanwhile. */
import type { CallExpression } from '@babel/types';
import type { Location, RecommendedAction } from '../../report.ts';
import { isFunction } from '../../syntax/nodes.ts';
import { inOrder } from '../applyPlan.ts';
import { calledName, lineOf } from '../boundAwaits/names.ts';
import type { EditResult, ProjectFiles } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { ancestorsOf, openSource, textOf, type Source } from '../source.ts';
import { contextFor } from './asyncContext.ts';
import { callsAt, callsFrom } from './measuredCalls.ts';
import { rewriteCall } from './rewriteCall.ts';
import { promiseVersionOf, syncCall, type SyncCall } from './syncCalls.ts';

type UsePromiseVersion = Extract<RecommendedAction, { kind: 'use-promise-version' }>;

export function planUsePromiseVersion({ location }: UsePromiseVersion, files: ProjectFiles): EditResult {
  const opened = openSource(location.file, files);
  if (!opened.ok) return opened;
  const { source } = opened;
  const calls = callsAt(source, location.line, location.column);
  const onLine = syncCalls(source, calls);
  const found = onLine.length > 0 ? onLine : nearestSyncCalls(source, location);
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

/** A profile knows the lines of functions, not those of the calls in them. */
function nearestSyncCalls(source: Source, location: Location): SyncCall[] {
  for (const calls of callsFrom(source, location)) {
    const found = syncCalls(source, calls);
    if (found.length > 0) return found;
  }
  return [];
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
