/** What starts a program file: npm scripts, and launch configurations of VS Code, of its folder and those above. */
import type { ProjectFiles } from '../editPlan.ts';
import { extensionOf, folderOf, foldersUpwards, joinPath } from '../filePath.ts';
import { memberOf, parseJson, stringOf, type JsonObject, type JsonScalar } from '../jsonText.ts';
import { commandsOf, nodeCommandOf, type NodeCommand } from './commandLine.ts';
import { runnableFilesOf } from './compiledFile.ts';

export interface ScriptStart {
  /** The package.json. */
  readonly file: string;
  readonly scriptName: string;
  /** The whole text of the script. */
  readonly script: string;
  /** Where the text stands, quotes included. */
  readonly literal: JsonScalar;
  readonly command: NodeCommand;
}

export interface LaunchStart {
  /** The launch.json. */
  readonly file: string;
  readonly text: string;
  readonly configurationName: string;
  readonly configuration: JsonObject;
}

export function findScriptStarts(program: string, files: ProjectFiles): ScriptStart[] {
  return foldersUpwards(folderOf(program)).flatMap((folder) => {
    const file = joinPath(folder, 'package.json');
    const root = parseJson(files.read(file) ?? '');
    const scripts = memberOf(root, 'scripts');
    if (scripts?.kind !== 'object') return [];
    const main = stringOf(memberOf(root, 'main'));
    const runnable = runnableFilesOf(program, folder, files);
    return scripts.members.flatMap(({ key, value }) => {
      const script = stringOf(value);
      if (script === null || value.kind !== 'scalar') return [];
      return commandsOf(script)
        .map(nodeCommandOf)
        .filter((command) => command !== null)
        .filter(({ program: { text } }) => namedFiles(folder, text, main).some((named) => runnable.includes(named)))
        .map((command) => ({ file, scriptName: key, script, literal: value, command }));
    });
  });
}

export function findLaunchStarts(program: string, files: ProjectFiles): LaunchStart[] {
  return foldersUpwards(folderOf(program)).flatMap((folder) => {
    const file = joinPath(folder, '.vscode/launch.json');
    const text = files.read(file) ?? '';
    const configurations = memberOf(parseJson(text), 'configurations');
    if (configurations?.kind !== 'array') return [];
    const runnable = runnableFilesOf(program, folder, files);
    return configurations.items.flatMap((configuration) => {
      const named = stringOf(memberOf(configuration, 'program'));
      if (configuration.kind !== 'object' || named === null) return [];
      const path = joinPath(folder, named.replace(/^\$\{workspaceFolder(?::[^}]*)?\}[\\/]?/, ''));
      if (!namedFiles(folder, path, null).some((one) => runnable.includes(one))) return [];
      const configurationName = stringOf(memberOf(configuration, 'name')) ?? 'without a name';
      return [{ file, text, configurationName, configuration }];
    });
  });
}

/** As Node.js looks a program up: `node server`, `node .` and `node src` are allowed. */
function namedFiles(folder: string, text: string, main: string | null): string[] {
  const path = joinPath(folder, text);
  if (path === folder) return [joinPath(folder, main ?? 'index.js'), joinPath(folder, 'index.js')];
  if (extensionOf(path) !== '') return [path];
  return [path, `${path}.js`, `${path}.cjs`, `${path}.mjs`, `${path}.ts`, joinPath(path, 'index.js')];
}
