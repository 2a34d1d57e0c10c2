/** move-to-worker: a function into a file of its own, run by a pool of worker threads (piscina), its calls awaited. */
import type { RecommendedAction } from '../../report.ts';
import type { Node } from '../../syntax/nodes.ts';
import type { EditResult, PackageNeed, ProjectFiles } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { addDependencies } from '../projectPackage.ts';
import { openSource, type Source } from '../source.ts';
import { findLaunchStarts, findScriptStarts } from '../starts/findStarts.ts';
import { awaitCalls, type Awaited } from './awaitCalls.ts';
import { callPool, namesTypes } from './callPool.ts';
import { closureOf, type Closure } from './closure.ts';
import { findEffect, unsendableResult, usesArguments } from './effects.ts';
import { findFunction, type TopFunction } from './findFunction.ts';
import { unfitImport } from './importedCode.ts';
import { lineChanges } from './lineChanges.ts';
import { findChangedParameter } from './parameters.ts';
import { repeatedInside } from './repeatedInside.ts';
import { runSideBySide } from './sideBySide.ts';
import { workerFileOf, workerText } from './workerFile.ts';
import { workerPath } from './workerPath.ts';

type Action = Extract<RecommendedAction, { kind: 'move-to-worker' }>;

/** Needs Node 20; the call is the same since version 4. */
const piscina: PackageNeed = { name: 'piscina', range: '^5.3.2' };

export function planMoveToWorker({ name: measured, location, size }: Action, files: ProjectFiles): EditResult {
  const opened = openSource(location.file, files);
  if (!opened.ok) return opened;
  const { source } = opened;
  const workerFile = workerFileOf(source.file);
  if (files.read(workerFile) !== null) return refuse(`${nameOf(workerFile)} is there already.`);
  const found = findFunction(source, measured, location);
  if (!found.ok) return found;
  const repeated = repeatedInside(source, found.found);
  const target = repeated ?? found.found;
  const { name } = target;
  const unfit = unfitFunction(source, target);
  if (unfit !== null) return refuse(unfit);
  const closed = closureOf(source, target);
  if (!closed.ok) return closed;
  const { closure } = closed;
  const importReason = unfitImport(source, name, closure.imports, files);
  if (importReason !== null) return refuse(importReason);

  const isEntry = findScriptStarts(source.file, files).length > 0 || findLaunchStarts(source.file, files).length > 0;
  const awaited = awaitedCalls(source, target, closure, isEntry);
  if (!awaited.ok) return awaited;
  const reopen = (text: string): Source | null => {
    const changed = openSource(source.file, { read: (file) => (file === source.file ? text : files.read(file)) });
    return changed.ok ? changed.source : null;
  };
  const withAwaits = reopen(awaited.awaited.text);
  if (!withAwaits) return refuse(`The calls of “${name}” cannot be awaited where they stand.`);
  const { source: changed, loops, reason } = runSideBySide(withAwaits, awaited.awaited.names, reopen);
  if (loops === 0 && !awaited.awaited.runsTogether) return refuse(nothingSideBySide(name, reason));

  const path = workerPath(source, files);
  const text = callPool(changed, name, size, closure, path, reopen);
  if (text === null || !reopen(text)) return refuse(`“${name}” cannot be taken out of ${nameOf(source.file)}.`);
  const dependencies = addDependencies(source.file, files, [piscina]);
  return {
    ok: true,
    plan: {
      title: `Run ${name} on ${size} worker threads (piscina)`,
      changes: [
        { kind: 'change', file: source.file, replacements: lineChanges(source.text, text, labelOf(name)) },
        ...dependencies.changes,
        { kind: 'create', file: workerFile, text: workerText(source, target, closure, namesTypes(source, target)) },
      ],
      packages: dependencies.packages,
      notes: [
        ...(repeated ? [`“${measured}” runs once: “${name}”, which it calls again and again, is moved instead.`] : []),
        ...dependencies.notes,
        ...path.notes,
        'Arguments and results are copied between threads: an instance of a class arrives as a plain object.',
        ...(isEntry && target.statement.type.startsWith('Export') && !target.node.async
          ? [`“${name}” is exported and returns a promise from now on.`]
          : []),
        ...(reason === null ? [] : [`One loop still waits for each call: ${reason}`]),
      ],
    },
  };
}

const refuse = (reason: string): { readonly ok: false; readonly reason: string } => ({ ok: false, reason });

function unfitFunction(source: Source, { name, node, binding }: TopFunction): string | null {
  if (binding.uses.some(({ kind }) => kind === 'write' || kind === 'update'))
    return `“${name}” is given another value.`;
  if (usesArguments(source, node)) return `“${name}” uses “arguments”: give it parameters with names first.`;
  if (source.isTypeScript) {
    if (node.typeParameters && node.params.some(({ type }) => type !== 'Identifier'))
      return `“${name}” has type parameters, and parameters that are more than a name: its types would be lost.`;
    const declared = source.parentOf.get(node);
    const isTypedApart =
      declared?.type === 'VariableDeclarator' && declared.id.type === 'Identifier' && declared.id.typeAnnotation;
    if (isTypedApart) return `“${name}” has its type declared apart from its parameters: write it on them first.`;
    if (node.returnType?.type === 'TSTypeAnnotation' && node.returnType.typeAnnotation.type === 'TSTypePredicate')
      return `“${name}” narrows a type, which a promise cannot.`;
    const isOverloaded = source.program.body.some((one) => {
      const inner = one.type === 'ExportNamedDeclaration' ? one.declaration : one;
      return inner?.type === 'TSDeclareFunction' && inner.id?.name === name;
    });
    if (isOverloaded) return `“${name}” has overloads: give it one signature first.`;
  }
  return (
    findEffect(source, name, node) ?? findChangedParameter(source, name, node) ?? unsendableResult(source, name, node)
  );
}

/** A function that is asynchronous already has callers that wait. */
function awaitedCalls(source: Source, { binding, node }: TopFunction, { moved }: Closure, isEntry: boolean) {
  const isMoved = (one: Node) =>
    moved.some(({ statement }) => one.start! >= statement.start! && one.end! <= statement.end!);
  if (!node.async) return awaitCalls(source, binding, isMoved, isEntry);
  const awaited: Awaited = { text: source.text, names: [binding.name], runsTogether: true };
  return { ok: true as const, awaited };
}

const nothingSideBySide = (name: string, reason: string | null): string =>
  reason === null
    ? `“${name}” is called once at a time, so several workers would have nothing to do side by side: cut its input into pieces first.`
    : `The calls of “${name}” have to follow one another, so workers would gain nothing: ${reason}`;

const labelOf =
  (name: string) =>
  (removed: string, added: string): string => {
    if (/\bPiscina\(/.test(added)) return `Start the pool for ${name}`;
    if (/Runs in a worker thread/.test(added)) return `Hand the arguments of ${name} to the pool`;
    if (/\bawait\b|\basync\b|Promise/.test(added)) return `Await ${name}`;
    if (added === '') return 'Moved to the worker file';
    return /\bimport\b|require\(/.test(added + removed) ? 'Import what is used here' : `Call ${name} in the pool`;
  };
