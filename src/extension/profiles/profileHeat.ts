/** Line heat of a profile file in the editors, on request: of the sources that are here and unchanged. */
import * as vscode from 'vscode';
import { noLineHeat } from '../../profiler/errors.ts';
import type { FromPanel, LineHeatOfFunction } from '../../webview/protocol.ts';
import { HeatDecorations } from '../annotations/heatDecorations.ts';
import { contextKeys } from '../ids.ts';
import { findFile } from '../sources/findFile.ts';
import { trustedHeat } from './trustedHeat.ts';

type ShowLineHeat = Extract<FromPanel, { type: 'showLineHeat' }>;

/** The hottest ones; a search in the workspace for each of a thousand would take minutes. */
const mostScripts = 50;

type HeatByFile = ReadonlyMap<string, readonly LineHeatOfFunction[]>;

export class ProfileHeat {
  #decorations: HeatDecorations | undefined;
  #shown: HeatByFile | null = null;

  /** Rejects with a UserError when no source of the profile is here as it ran. */
  async show(profile: vscode.Uri, { functions }: ShowLineHeat): Promise<void> {
    const recordedAt = (await vscode.workspace.fs.stat(profile)).mtime;
    const byFile = new Map<string, readonly LineHeatOfFunction[]>();
    for (const [script, ofScript] of hottestScripts(functions)) {
      const file = await findFile(script, 'certain');
      if (!file) continue;
      // Saved since: the names of functions may stand where they stood, and other lines elsewhere.
      if ((await vscode.workspace.fs.stat(file)).mtime > recordedAt) continue;
      byFile.set(file.toString(), ofScript);
    }
    if (byFile.size === 0) throw noLineHeat();
    this.#shown = byFile;
    this.#decorations ??= new HeatDecorations((document) => Promise.resolve(this.#heatOf(document)));
    this.#decorations.show(true);
    await vscode.commands.executeCommand('setContext', contextKeys.annotated, true);
    await showHottest(byFile);
  }

  clear(): void {
    this.#shown = null;
    this.#decorations?.show(false);
  }

  dispose(): void {
    this.#decorations?.dispose();
  }

  #heatOf(document: vscode.TextDocument) {
    const functions = this.#shown?.get(document.uri.toString());
    if (!functions || document.isDirty) return [];
    return trustedHeat(document.getText(), functions);
  }
}

/** By script, the hottest first. */
function hottestScripts(functions: readonly LineHeatOfFunction[]): [string, LineHeatOfFunction[]][] {
  const byScript = new Map<string, LineHeatOfFunction[]>();
  for (const measured of functions) {
    const known = byScript.get(measured.script);
    if (known) known.push(measured);
    else byScript.set(measured.script, [measured]);
  }
  return [...byScript].sort(([, one], [, other]) => heatOf(other) - heatOf(one)).slice(0, mostScripts);
}

const heatOf = (functions: readonly LineHeatOfFunction[]): number =>
  functions.reduce((sum, { lines }) => sum + lines.reduce((inner, { share }) => inner + share, 0), 0);

/** What was asked for should be seen: the hottest file, unless one of them is in sight already. */
async function showHottest(byFile: HeatByFile): Promise<void> {
  const isVisible = vscode.window.visibleTextEditors.some(({ document }) => byFile.has(document.uri.toString()));
  const [first] = byFile;
  if (isVisible || !first) return;
  const [file, functions] = first;
  const hottest = [...functions].sort((one, other) => heatOf([other]) - heatOf([one]))[0];
  const at = new vscode.Position((hottest?.line ?? 1) - 1, 0);
  await vscode.window.showTextDocument(vscode.Uri.parse(file, true), {
    viewColumn: vscode.ViewColumn.Beside,
    selection: new vscode.Range(at, at),
  });
}
