/** A trial of a function that no capture has measured: as text, since there is no panel it belongs to. */
import * as vscode from 'vscode';
import type { TrialResult } from '../../profiler/trialResult.ts';

const details = 'Show Numbers';
/** An untitled document is as wide as its lines. */
const look = { width: 100, colour: false, unicode: true };

export async function showTrialAlone(result: TrialResult, folder: string): Promise<void> {
  const text = `${result.conclusion} Profile the program to see this in its panel.`;
  if ((await vscode.window.showInformationMessage(text, details)) !== details) return;
  const { renderTrial } = await import('../../profiler/cli/trial/renderTrial.ts');
  const document = await vscode.workspace.openTextDocument({ content: renderTrial(result, look, folder) });
  await vscode.window.showTextDocument(document, { preview: true });
}
