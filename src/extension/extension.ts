/** Entry of the extension: wires its parts together, and holds nothing that could be wrong. */
import path from 'node:path';
import * as vscode from 'vscode';
import { Analysis } from './analysis.ts';
import { Annotations } from './annotations/annotations.ts';
import { CaptureEditor } from './captures/captureEditor.ts';
import { CaptureTree } from './captures/captureTree.ts';
import { Comparisons } from './compare/comparisons.ts';
import { Edits } from './edit/edits.ts';
import { whenFilesChange } from './edit/whenFilesChange.ts';
import { commands, comparisonPanelType, innerCommands, panelType, settingsSection, views } from './ids.ts';
import { createLog, showFailure } from './log.ts';
import { Captures } from './captures/captures.ts';
import { ProfileEditors } from './profiles/profileEditors.ts';
import { Runs } from './run/runs.ts';
import { RememberedInputs } from './trial/rememberedInputs.ts';
import { Trials } from './trial/trials.ts';

let ending: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const dist = (file: string): string => path.join(context.extensionPath, 'dist', file);
  const analysis = new Analysis(dist('analysisWorker.js'));
  const annotations: Annotations = new Annotations(dist('languageServer.js'), log, () => profiles.clearHeat());
  const tree = new CaptureTree(analysis, log);
  const captures: Captures = new Captures({
    log,
    analysis,
    annotations,
    tree,
    extensionUri: context.extensionUri,
    profile: (file, repeat, show) => runs.profile(file, repeat, show),
    compare: (before, after) => comparisons.show(before, after),
    compareWithOther: (captureDir) => comparisons.compareWithOther(captureDir),
    editOffer: (report, recommendationId) => edits.offer(report, recommendationId),
    applyRecommendation: (captureDir, recommendationId) => edits.apply({ captureDir, recommendationId }),
    trialRecommendation: (captureDir, recommendationId) => trials.trialRecommendation(captureDir, recommendationId),
    forgetForComparison: (captureDir) => comparisons.forget(captureDir),
  });
  const runs = new Runs({
    log,
    showCapture: (captureDir, file) => captures.showNew(captureDir, file),
    showAttached: (captureDir) => captures.showAttached(captureDir),
  });
  const tell = (work: Promise<void>): void => {
    work.catch((error: unknown) => void showFailure(log, error));
  };
  const comparisons = new Comparisons({
    log,
    analysis,
    extensionUri: context.extensionUri,
    panelColumn: () => captures.panelColumn,
    actions: {
      profileAgainAndCompare: (captureDir) => tell(captures.profileAgainAndCompare(captureDir)),
      revealCapture: (captureDir) => tell(captures.reveal(captureDir)),
    },
  });
  const profiles = new ProfileEditors({
    log,
    extensionUri: context.extensionUri,
    clearAnnotations: () => annotations.clear(),
  });
  const edits = new Edits({
    log,
    openReport: captures.reportOf,
    latestCapture: captures.latest,
    profileAgainAndCompare: captures.profileAgainAndCompare,
  });
  const trials = new Trials({
    log,
    remembered: new RememberedInputs(context.workspaceState),
    openReport: captures.reportOf,
    captureOf: captures.captureOf,
    alone: (name, work) => runs.alone(name, work),
    showAgain: captures.showAgain,
    tellPanel: captures.tellTrial,
  });
  ending = async () => {
    await Promise.all([runs.dispose(), annotations.dispose()]);
  };

  const handlers: Record<string, (...args: never[]) => unknown> = {
    [commands.profileFile]: (file?: vscode.Uri) => runs.profile(file, null),
    [commands.attach]: () => runs.attach(),
    [commands.stop]: () => runs.stop(),
    [commands.openCapture]: captures.open,
    [commands.applyRecommendation]: edits.apply,
    [commands.trialFunction]: trials.trialFunction,
    [commands.compare]: comparisons.compare,
    [commands.openProfileFolder]: profiles.openFolder,
    [commands.clearAnnotations]: () => Promise.all([annotations.clear(), profiles.clearHeat()]),
    [commands.showLog]: () => log.show(),
    [commands.showOutput]: () => runs.showOutput(true),
    [innerCommands.openListedCapture]: captures.open,
    [innerCommands.revealCapture]: captures.reveal,
    [innerCommands.deleteCapture]: captures.delete,
    [innerCommands.exportHtml]: captures.exportHtml,
    [innerCommands.profileAgain]: captures.profileAgain,
    [innerCommands.profileAgainAndCompare]: captures.profileAgainAndCompare,
    [innerCommands.selectForCompare]: comparisons.select,
    [innerCommands.compareWithSelected]: comparisons.compareWithSelected,
    [innerCommands.compareSelected]: comparisons.compareSelected,
    [innerCommands.openProfiles]: profiles.openTogether,
    [innerCommands.compareProfiles]: profiles.compare,
    [innerCommands.refreshCaptures]: () => tree.refresh(),
  };
  for (const [id, handler] of Object.entries(handlers)) {
    const run = async (...args: never[]): Promise<void> => {
      try {
        await handler(...args);
      } catch (error) {
        await showFailure(log, error);
      }
    };
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }

  context.subscriptions.push(
    log,
    vscode.window.createTreeView(views.captures, { treeDataProvider: tree, canSelectMany: true }),
    vscode.window.registerWebviewPanelSerializer(panelType, captures.serializer),
    vscode.window.registerWebviewPanelSerializer(comparisonPanelType, comparisons.serializer),
    new CaptureEditor((panel, captureDir) => captures.fillEditor(panel, captureDir)).register(),
    ...profiles.register(),
    whenFilesChange(captures.offerAgain),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) tree.refresh();
    }),
  );
}

/** Ends a run under way with its capture kept, and the language server. */
export async function deactivate(): Promise<void> {
  await ending?.();
}
