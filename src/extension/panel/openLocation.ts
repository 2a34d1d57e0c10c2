/** From a place in the panel to the line in an editor. */
import * as vscode from 'vscode';
import type { Location } from '../../profiler/report.ts';
import type { FromPanel } from '../../webview/protocol.ts';
import type { Log } from '../log.ts';
import { scriptPathOf } from '../sources/scriptPath.ts';

/** Long enough to be noticed after the eye has moved over. */
const highlightMs = 1500;
let highlight: vscode.TextEditorDecorationType | undefined;

interface Where {
  readonly panelColumn: vscode.ViewColumn | undefined;
  readonly beside: boolean;
  readonly keepFocus: boolean;
}

/** A failure is told to the user. */
export function openFromPanel(
  message: Extract<FromPanel, { type: 'openLocation' }>,
  panel: vscode.WebviewPanel,
  log: Log,
): void {
  openLocation(message.location, { panelColumn: panel.viewColumn, ...message }).catch((error: unknown) => {
    log.warn(String(error));
    void vscode.window.showWarningMessage(`${message.location.file} could not be opened. It may have moved since.`);
  });
}

/** Shows the line. `beside` the panel means never over it: where the file is open, else where editors are. */
export async function openLocation(location: Location, { panelColumn, beside, keepFocus }: Where): Promise<void> {
  // Loaded here: it brings a reader of source maps along, which activation does not need.
  const { findSource } = await import('../sources/findSource.ts');
  const source = await findSource(location);
  if (!source) {
    await vscode.window.showInformationMessage(whyNoFile(location.file));
    return;
  }
  const uri = source.file;
  const line = source.line - 1;
  const start = new vscode.Position(line, source.column - 1);
  const editor = await vscode.window.showTextDocument(uri, {
    viewColumn: beside ? columnFor(uri, panelColumn) : (panelColumn ?? vscode.ViewColumn.Active),
    selection: new vscode.Range(start, start),
    preserveFocus: keepFocus,
  });
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  flash(editor, line);
}

function whyNoFile(script: string): string {
  if (/^node:|^(?:internal\/|bootstrap_node\.js)/.test(script))
    return `${script} is part of Node.js. There is no file to open.`;
  return scriptPathOf(script)
    ? `${script} is not on this machine, and no file of the workspace has a path that ends like it.`
    : `${script} was made while the program ran. There is no file to open.`;
}

function columnFor(uri: vscode.Uri, panelColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const away = vscode.window.visibleTextEditors.filter(
    (editor) => editor.viewColumn !== undefined && editor.viewColumn !== panelColumn,
  );
  const same = away.find((editor) => editor.document.uri.toString() === uri.toString());
  const openIn = vscode.window.tabGroups.all.find(
    (group) =>
      group.viewColumn !== panelColumn &&
      group.tabs.some((tab) => tab.input instanceof vscode.TabInputText && tab.input.uri.toString() === uri.toString()),
  );
  const other = vscode.window.tabGroups.all.find((group) => group.viewColumn !== panelColumn);
  return same?.viewColumn ?? openIn?.viewColumn ?? away[0]?.viewColumn ?? other?.viewColumn ?? vscode.ViewColumn.Beside;
}

function flash(editor: vscode.TextEditor, line: number): void {
  highlight ??= vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    isWholeLine: true,
  });
  const decoration = highlight;
  editor.setDecorations(decoration, [new vscode.Range(line, 0, line, 0)]);
  setTimeout(() => editor.setDecorations(decoration, []), highlightMs);
}
