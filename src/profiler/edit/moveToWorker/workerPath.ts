/** How the source names the worker file to the pool, so that it is found however the project runs. */
import { compilerOf } from '../compiler.ts';
import type { ProjectFiles } from '../editPlan.ts';
import { extensionOf, nameOf } from '../filePath.ts';
import type { Source } from '../source.ts';
import { workerFileOf } from './workerFile.ts';

export interface WorkerPath {
  readonly expression: string;
  /** Whether the expression uses `extname` of node:path. */
  readonly needsExtname: boolean;
  readonly notes: readonly string[];
}

const notCompiled = { isCommonJs: false, isCompiled: false };

export function workerPath(source: Source, files: ProjectFiles): WorkerPath {
  const { quote } = source.style;
  const file = nameOf(workerFileOf(source.file));
  const bare = file.slice(0, -extensionOf(file).length);
  if (source.modules.syntax === 'require')
    return {
      expression: `require.resolve(${quote}./${source.isTypeScript ? bare : file}${quote})`,
      needsExtname: false,
      notes: [],
    };
  const { isCommonJs, isCompiled } = source.isTypeScript
    ? (compilerOf(source.file, files) ?? notCompiled)
    : notCompiled;
  // `import.meta` is an error where the compiler writes CommonJS; `require.resolve` finds `.ts` and `.js` alike.
  if (isCommonJs || source.modules.runsAs === 'commonjs')
    return { expression: `require.resolve(${quote}./${bare}${quote})`, needsExtname: false, notes: [] };
  if (!isCompiled)
    return { expression: `new URL(${quote}./${file}${quote}, import.meta.url).href`, needsExtname: false, notes: [] };
  return {
    expression: `new URL(\`./${bare}\${extname(import.meta.url)}\`, import.meta.url).href`,
    needsExtname: true,
    notes: [`The worker is found beside this file, as ${file} or as what the compiler makes of it.`],
  };
}
