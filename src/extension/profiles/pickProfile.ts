/** Lets the user say which profile to compare with: one that is open, one of the workspace, or any file. */
import * as vscode from 'vscode';
import { nameOf } from './profilePieces.ts';

const title = 'Compare with a Profile';
const profilesGlob = '**/*.{cpuprofile,heapprofile}';
const installed = '**/node_modules/**';
/** A list that is longer is searched by its file's name in the dialog anyway. */
const mostListed = 200;

interface Item extends vscode.QuickPickItem {
  readonly file: vscode.Uri | null;
}

/** Null when the user has thought better of it. */
export async function pickProfile(open: readonly vscode.Uri[]): Promise<vscode.Uri | null> {
  const isOpen = new Set(open.map(String));
  const listing = vscode.workspace.findFiles(profilesGlob, installed, mostListed).then((found) => [
    ...group('Open', open),
    ...group(
      'In the Workspace',
      found.filter((file) => !isOpen.has(file.toString())),
    ),
    { label: '$(folder-opened) Browse…', file: null },
  ]);
  const chosen = await vscode.window.showQuickPick<Item>(listing, {
    title,
    placeHolder: 'Choose the other profile',
    matchOnDescription: true,
  });
  if (!chosen) return null;
  return chosen.file ?? browse();
}

function group(label: string, files: readonly vscode.Uri[]): Item[] {
  if (files.length === 0) return [];
  const items = files.map((file) => {
    return { label: nameOf(file), description: vscode.workspace.asRelativePath(vscode.Uri.joinPath(file, '..')), file };
  });
  return [{ label, kind: vscode.QuickPickItemKind.Separator, file: null }, ...items];
}

async function browse(): Promise<vscode.Uri | null> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title,
      openLabel: 'Compare',
      filters: { Profiles: ['cpuprofile', 'heapprofile', 'json'] },
    })) ?? [];
  return file ?? null;
}
