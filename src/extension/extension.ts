/** Entry of the extension: wires its parts together, and holds nothing that could be wrong. */
import path from 'node:path';
import * as vscode from 'vscode';
import { Analysis } from './analysis.ts';
import { Annotations } from './annotations/annotations.ts';
import { CaptureTree } from './captures/captureTree.ts';
import { commands, innerCommands, panelType, settingsSection, views } from './ids.ts';
import { createLog, showFailure } from './log.ts';
import { Captures } from './captures/captures.ts';
import { Runs } from './run/runs.ts';

let ending: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const dist = (file: string): string => path.join(context.extensionPath, 'dist', file);
  const analysis = new Analysis(dist('analysisWorker.js'));
  const annotations = new Annotations(dist('languageServer.js'), log);
  const tree = new CaptureTree(analysis, log);
  const captures: Captures = new Captures({
    log,
    analysis,
    annotations,
    tree,
    extensionUri: context.extensionUri,
    profile: (file, repeat) => runs.profile(file, repeat),
  });
  const runs = new Runs({
    log,
    showCapture: (captureDir, file) => captures.showNew(captureDir, file),
    showAttached: (captureDir) => captures.showAttached(captureDir),
  });
  ending = async () => {
    await Promise.all([runs.dispose(), annotations.dispose()]);
  };

  const handlers: Record<string, (argument: never) => unknown> = {
    [commands.profileFile]: (file?: vscode.Uri) => runs.profile(file, null),
    [commands.attach]: () => runs.attach(),
    [commands.stop]: () => runs.stop(),
    [commands.openCapture]: captures.open,
    [commands.clearAnnotations]: () => annotations.clear(),
    [commands.showLog]: () => log.show(),
    [commands.showOutput]: () => runs.showOutput(true),
    [innerCommands.openListedCapture]: captures.open,
    [innerCommands.revealCapture]: captures.reveal,
    [innerCommands.deleteCapture]: captures.delete,
    [innerCommands.exportHtml]: captures.exportHtml,
    [innerCommands.profileAgain]: captures.profileAgain,
    [innerCommands.refreshCaptures]: () => tree.refresh(),
  };
  for (const [id, handler] of Object.entries(handlers)) {
    const run = async (argument: never): Promise<void> => {
      try {
        await handler(argument);
      } catch (error) {
        await showFailure(log, error);
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }

  context.subscriptions.push(
    log,
    vscode.window.registerTreeDataProvider(views.captures, tree),
    vscode.window.registerWebviewPanelSerializer(panelType, captures.serializer),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) tree.refresh();
    }),
  );
}

/** Ends a run under way with its capture kept, and the language server. */
export async function deactivate(): Promise<void> {
  await ending?.();
}
