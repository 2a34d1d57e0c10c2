/** Tells that files of the user have changed, in an editor or on disk, once a burst of changes is over. */
import * as vscode from 'vscode';

/** Longer than between two keys of somebody who types. */
const quietMs = 500;

export function whenFilesChange(tell: () => void): vscode.Disposable {
  let waiting: NodeJS.Timeout | undefined;
  const changed = (uri: vscode.Uri): void => {
    if (uri.scheme !== 'file') return;
    clearTimeout(waiting);
    waiting = setTimeout(tell, quietMs);
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) changed(document.uri);
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => changed(uri)),
    // Closed without saving, the text on disk counts again; changes from outside are seen when the user comes back.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => changed(uri)),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) tell();
    }),
    new vscode.Disposable(() => clearTimeout(waiting)),
  );
}
