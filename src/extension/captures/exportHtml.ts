/** Writes a capture's report as one HTML file that opens anywhere. */
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Analysis } from '../analysis.ts';

const open = 'Open';

/** Settles when the file is written, or the user has thought better of it. */
export async function exportHtml(analysis: Analysis, captureDir: string): Promise<void> {
  const folder =
    vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath ?? os.homedir();
  const target = await vscode.window.showSaveDialog({
    title: 'Export Report as HTML',
    saveLabel: 'Export',
    filters: { 'HTML report': ['html'] },
    defaultUri: vscode.Uri.file(path.join(folder, `${path.basename(captureDir)}.html`)),
  });
  if (!target) return;
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Writing the HTML report…' },
    () => analysis.ask({ kind: 'html', dir: captureDir, file: target.fsPath }),
  );
  void offerToOpen(target);
}

async function offerToOpen(file: vscode.Uri): Promise<void> {
  const chosen = await vscode.window.showInformationMessage(`The report is in ${file.fsPath}.`, open);
  if (chosen === open) await vscode.env.openExternal(file);
}
