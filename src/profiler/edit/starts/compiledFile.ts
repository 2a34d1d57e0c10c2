/** Where the compiler puts a source file: npm scripts start that one. */
import { extensionOf, joinPath, relativePath } from '../filePath.ts';
import { memberOf, parseJson, stringOf } from '../jsonText.ts';
import type { ProjectFiles } from '../editPlan.ts';

/** Files that run in place of `file` when it is started: itself, and what `tsconfig.json` in this folder makes of it. */
export function runnableFilesOf(file: string, folder: string, files: ProjectFiles): string[] {
  const config = parseJson(files.read(joinPath(folder, 'tsconfig.json')) ?? '');
  const outDir = stringOf(memberOf(config, 'compilerOptions', 'outDir'));
  if (outDir === null) return [file];
  const rootDir = stringOf(memberOf(config, 'compilerOptions', 'rootDir'));
  // Without `rootDir` the compiler takes the folder that all sources share: in practice `src`, or the project's own.
  const roots = rootDir === null ? ['src', '.'] : [rootDir];
  const compiled = roots.flatMap((root) => {
    const inRoot = relativePath(joinPath(folder, root), file);
    return inRoot === null ? [] : [joinPath(joinPath(folder, outDir), compiledName(inRoot))];
  });
  return [file, ...compiled];
}

function compiledName(file: string): string {
  const extension = extensionOf(file);
  const compiled = { '.ts': '.js', '.tsx': '.js', '.mts': '.mjs', '.cts': '.cjs' }[extension];
  return compiled === undefined ? file : file.slice(0, -extension.length) + compiled;
}
