/** The user's files as planners and previews see them: what is open in the editor wins over what is on disk. */
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import type { ProjectFiles } from '../../profiler/edit/editPlan.ts';
import { fileKey } from '../languageServer/fileKey.ts';

/** VS Code keeps a byte order mark to itself: offsets into a document do not count it. */
const byteOrderMark = /^\ufeff/;

/** As of now; later changes are not seen. */
export function projectFilesNow(): ProjectFiles {
  const open = new Map<string, string>();
  for (const document of vscode.workspace.textDocuments) {
    if (document.uri.scheme === 'file') open.set(fileKey(document.uri.fsPath), document.getText());
  }
  return {
    read(file) {
      try {
        return open.get(fileKey(file)) ?? readFileSync(file, 'utf8').replace(byteOrderMark, '');
      } catch {
        return null;
      }
    },
  };
}

/** Under the name by which the editor has it open: a report names files behind their symbolic links. */
export function uriOf(file: string): vscode.Uri {
  const key = fileKey(file);
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'file' && fileKey(uri.fsPath) === key);
  return open?.uri ?? vscode.Uri.file(file);
}
