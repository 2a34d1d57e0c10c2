/** What the nearest `tsconfig.json` says about how a TypeScript file becomes a program. */
import type { ProjectFiles } from './editPlan.ts';
import { folderOf, foldersUpwards, joinPath } from './filePath.ts';
import { memberOf, parseJson, stringOf } from './jsonText.ts';

export interface Compiler {
  readonly isCommonJs: boolean;
  /** It writes files, so what runs has another ending than the source. */
  readonly isCompiled: boolean;
  /** Imports may name `./file.ts`; otherwise they name what it becomes. */
  readonly takesTypeScriptNames: boolean;
}

/** Null without such a file: then Node or a loader runs the source itself. */
export function compilerOf(file: string, files: ProjectFiles): Compiler | null {
  for (const folder of foldersUpwards(folderOf(file))) {
    const text = files.read(joinPath(folder, 'tsconfig.json'));
    if (text === null) continue;
    const options = memberOf(parseJson(text), 'compilerOptions');
    const isOn = (name: string) => {
      const value = memberOf(options, name);
      return value?.kind === 'scalar' && value.value === true;
    };
    return {
      isCommonJs: /^commonjs$/i.test(stringOf(memberOf(options, 'module')) ?? ''),
      isCompiled: stringOf(memberOf(options, 'outDir')) !== null && !isOn('noEmit'),
      takesTypeScriptNames: isOn('allowImportingTsExtensions') || isOn('rewriteRelativeImportExtensions'),
    };
  }
  return null;
}
