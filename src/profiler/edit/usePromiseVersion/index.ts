/** use-promise-version: a synchronous call in async code → its promise version, so that other work goes on meanwhile. */
import type { CallExpression } from '@babel/types';
import type { RecommendedAction } from '../../report.ts';
import { walk } from '../../syntax/nodes.ts';
import { inOrder } from '../applyPlan.ts';
import { calledName } from '../boundAwaits/names.ts';
import type { EditResult, ProjectFiles } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { openSource, type Source } from '../source.ts';
import { contextFor } from './asyncContext.ts';
import { rewriteCall } from './rewriteCall.ts';
import { promiseVersionOf, syncCall, type SyncCall } from './syncCalls.ts';

type UsePromiseVersion = Extract<RecommendedAction, { kind: 'use-promise-version' }>;

export function planUsePromiseVersion({ location }: UsePromiseVersion, files: ProjectFiles): EditResult {
  const opened = openSource(location.file, files);
  if (!opened.ok) return opened;
  const { source } = opened;
  const calls = callsAt(source, location.line, location.column);
  const found = calls.map((call) => syncCall(source, call)).filter((sync) => sync !== null);
  const sync =
    found.find((one) => promiseVersionOf(one).kind !== 'none') ?? found.find(({ name }) => /Sync$/.test(name));
  if (!sync) return { ok: false, reason: nothingThere(calls, nameOf(location.file), location.line) };
  const version = promiseVersionOf(sync);
  if (version.kind === 'none') return { ok: false, reason: version.reason };
  const context = contextFor(source, sync.call);
  if (!context.ok) return context;
  return {
    ok: true,
    plan: {
      title: `Await the promise version of ${sync.name}`,
      changes: [
        {
          kind: 'change',
          file: source.file,
          replacements: inOrder([...context.replacements, ...rewriteCall(source, sync, version)]),
        },
      ],
      packages: [],
      notes: [...context.notes, ...notesFor(sync)],
    },
  };
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

function notesFor({ name, module }: SyncCall): string[] {
  const notes = ['Other code can run while the call is awaited.'];
  if (name === 'existsSync') notes.push('access is asked instead, which is what existsSync does inside.');
  if (module === 'child_process') notes.push('What the command writes to standard error is no longer printed.');
  return notes;
}
