/** The read-only editor of a capture: a double-click on its capture.json shows the report. */
import path from 'node:path';
import * as vscode from 'vscode';
import { readManifest } from '../../profiler/capture/manifest.ts';
import { captureNotOnDisk } from '../../profiler/errors.ts';
import { captureEditorType } from '../ids.ts';
import { noticeHtml } from '../panel/page.ts';

export class CaptureEditor implements vscode.CustomReadonlyEditorProvider {
  readonly #fill: (panel: vscode.WebviewPanel, captureDir: string) => void;

  constructor(fill: (panel: vscode.WebviewPanel, captureDir: string) => void) {
    this.#fill = fill;
  }

  register(): vscode.Disposable {
    return vscode.window.registerCustomEditorProvider(captureEditorType, this, {
      supportsMultipleEditorsPerDocument: true,
    });
  }

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor(
    { uri }: vscode.CustomDocument,
    panel: vscode.WebviewPanel,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const captureDir = path.dirname(uri.fsPath);
    try {
      if (uri.scheme !== 'file') throw captureNotOnDisk();
      await readManifest(captureDir);
    } catch (error) {
      if (!token.isCancellationRequested) showNotice(panel, uri, error);
      return;
    }
    if (!token.isCancellationRequested) this.#fill(panel, captureDir);
  }
}

/** Somebody else's file of that name, or a damaged one: it is text at least. */
function showNotice({ webview }: vscode.WebviewPanel, uri: vscode.Uri, error: unknown): void {
  const openAsText = `command:vscode.openWith?${encodeURIComponent(JSON.stringify([uri.toJSON(), 'default']))}`;
  webview.options = { enableCommandUris: ['vscode.openWith'] };
  webview.html = noticeHtml(error instanceof Error ? error.message : String(error), 'Open as Text', openAsText);
}
