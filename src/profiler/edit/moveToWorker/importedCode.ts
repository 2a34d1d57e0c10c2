/** What the project's own modules do that a worker would load once more. */
import type { Binding } from '../../syntax/scopes.ts';
import type { ProjectFiles } from '../editPlan.ts';
import { nameOf } from '../filePath.ts';
import { resolveRelative, withImportedFiles } from '../importedFiles.ts';
import { requiredModule } from '../imports.ts';
import { findMemoryState } from '../runInCluster/memoryState.ts';
import { openSource, textOf, type Source } from '../source.ts';
import { statementOf } from './closure.ts';

/** A sentence for the first import that a worker cannot share; null when all can. */
export function unfitImport(
  source: Source,
  name: string,
  imports: readonly Binding[],
  files: ProjectFiles,
): string | null {
  for (const binding of imports) {
    const statement = statementOf(source, binding);
    if (statement.type === 'ImportDeclaration' && statement.importKind === 'type') continue;
    const module = statement.type === 'ImportDeclaration' ? statement.source.value : requiredModule(statement)?.module;
    const file = module === undefined ? null : resolveRelative(source.file, module, files);
    const opened = file === null ? null : openSource(file, files);
    if (!opened?.ok) continue;
    const needs = `“${name}” needs “${binding.name}” from ${nameOf(opened.source.file)}`;
    const sources = withImportedFiles(opened.source, files);
    if (sources.some((one) => one.file === source.file))
      return `${needs}, which imports ${nameOf(source.file)} itself.`;
    for (const one of sources) {
      const line = actsWhenLoaded(one);
      if (line !== null)
        return `${needs}, and ${nameOf(one.file)} does something when it is loaded (line ${line}): each worker would do it again.`;
    }
    const state = findMemoryState(sources, 'worker');
    if (state !== null) return `${needs}: ${state}`;
  }
  return null;
}

/** The line of the first statement that is no definition. */
function actsWhenLoaded(source: Source): number | null {
  for (const statement of source.program.body) {
    if (!/^(?:Expression|If|For|ForOf|ForIn|While|Try|Switch|Throw)Statement$/.test(statement.type)) continue;
    const isExport =
      statement.type === 'ExpressionStatement' &&
      statement.expression.type === 'AssignmentExpression' &&
      /^(?:module\.)?exports\b/.test(textOf(source, statement.expression.left));
    if (!isExport) return statement.loc?.start.line ?? 1;
  }
  return null;
}
