/** Puts the page into a panel: the same bundle for a report and for a comparison. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { FromPanel } from '../../webview/protocol.ts';
import { pageHtml } from './page.ts';

export function loadPage(
  panel: vscode.WebviewPanel,
  extensionUri: vscode.Uri,
  receive: (message: FromPanel) => void,
): void {
  const dist = vscode.Uri.joinPath(extensionUri, 'dist');
  const { webview } = panel;
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'panel.svg');
  webview.options = { enableScripts: true, localResourceRoots: [dist] };
  webview.onDidReceiveMessage(receive);
  webview.html = pageHtml({
    cspSource: webview.cspSource,
    scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.js')).toString(),
    styleUri: webview.asWebviewUri(vscode.Uri.joinPath(dist, 'webview.css')).toString(),
    nonce: randomBytes(16).toString('base64url'),
    title: panel.title,
  });
}
