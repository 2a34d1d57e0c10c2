/** The file here that a script is: where it was recorded, else the one in the workspace whose path ends alike. */
import * as vscode from 'vscode';
import { agreement, literalGlob, scriptPathOf, type ScriptPath } from './scriptPath.ts';

/** Enough for any name but `index.js` in a large workspace; there, the longest common end decides among these. */
const mostCandidates = 500;
const installed = '**/node_modules/**';

/** Null when there is none, or several and the user has not chosen, or is not to be asked (`certain`). */
export async function findFile(script: string, several: 'ask' | 'certain' = 'ask'): Promise<vscode.Uri | null> {
  const wanted = scriptPathOf(script);
  if (!wanted) return null;
  const likely = [
    ...(wanted.absolute === null ? [] : [vscode.Uri.file(wanted.absolute)]),
    ...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, ...wanted.segments)),
  ];
  for (const file of likely) if (await isThere(file)) return file;
  const found = await closest(wanted);
  return several === 'ask' || found.length === 1 ? chooseAmong(found, script) : null;
}

export const isThere = (file: vscode.Uri): Promise<boolean> =>
  Promise.resolve(
    vscode.workspace.fs.stat(file).then(
      ({ type }) => (type & vscode.FileType.File) !== 0,
      () => false,
    ),
  );

/** Those that share the longest end of the path. */
async function closest({ segments }: ScriptPath): Promise<vscode.Uri[]> {
  const name = segments.at(-1) ?? '';
  const exclude = segments.includes('node_modules') ? null : installed;
  const found = await vscode.workspace.findFiles(`**/${literalGlob(name)}`, exclude, mostCandidates);
  const rated = found.map((file) => ({ file, shared: agreement(segments, file.path.split('/')) }));
  const best = Math.max(0, ...rated.map(({ shared }) => shared));
  return rated.filter(({ shared }) => shared === best && shared > 0).map(({ file }) => file);
}

async function chooseAmong(files: readonly vscode.Uri[], script: string): Promise<vscode.Uri | null> {
  if (files.length <= 1) return files[0] ?? null;
  const items = files.map((file) => ({ label: vscode.workspace.asRelativePath(file), file }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Open Source',
    placeHolder: `Several files may be ${script}`,
  });
  return chosen?.file ?? null;
}
