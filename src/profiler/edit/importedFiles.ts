/** The project's own modules that a source brings in, and what those bring in. */
import { walk } from '../syntax/nodes.ts';
import type { ProjectFiles } from './editPlan.ts';
import { extensionOf, folderOf, joinPath } from './filePath.ts';
import { openSource, type Source } from './source.ts';

/** Named by a text, in imports, in exports from elsewhere, in dynamic imports and in `require`. */
export function importedModules(source: Source): string[] {
  const modules: string[] = [];
  for (const node of walk(source.program)) {
    if (node.type === 'ImportDeclaration' && node.importKind !== 'type') modules.push(node.source.value);
    else if (node.type === 'ExportAllDeclaration') modules.push(node.source.value);
    else if (node.type === 'ExportNamedDeclaration' && node.source) modules.push(node.source.value);
    else if (node.type === 'ImportExpression' && node.source.type === 'StringLiteral') modules.push(node.source.value);
    else if (node.type === 'CallExpression') {
      const [first] = node.arguments;
      const isRequire =
        node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require');
      if (isRequire && first?.type === 'StringLiteral') modules.push(first.value);
    }
  }
  return modules;
}

/** Node's and the compilers' ways to name a file: `./a.js` may be `a.ts`, `./a` a file or a folder. */
export function resolveRelative(from: string, module: string, files: ProjectFiles): string | null {
  if (!module.startsWith('.')) return null;
  const path = joinPath(folderOf(from), module);
  const written = extensionOf(path);
  const source = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' }[written];
  const candidates = [
    path,
    ...(source === undefined ? [] : [path.slice(0, -written.length) + source]),
    ...['.js', '.ts', '.mjs', '.cjs', '.mts', '.cts'].map((extension) => path + extension),
    joinPath(path, 'index.js'),
    joinPath(path, 'index.ts'),
  ];
  return candidates.find((file) => files.read(file) !== null) ?? null;
}

/** More than any program whose state one could still judge from its text. */
const mostFiles = 300;

/** The entry first; files that cannot be read as source are left out. */
export function withImportedFiles(entry: Source, files: ProjectFiles): Source[] {
  const sources = new Map<string, Source>([[entry.file, entry]]);
  for (const source of sources.values()) {
    for (const module of importedModules(source)) {
      const file = resolveRelative(source.file, module, files);
      if (file === null || sources.has(file) || sources.size >= mostFiles) continue;
      const opened = openSource(file, files);
      if (opened.ok) sources.set(file, opened.source);
    }
  }
  return [...sources.values()];
}
