/** Captures side by side: which two, and the panel that shows them. */
import path from 'node:path';
import * as vscode from 'vscode';
import { readManifest } from '../../profiler/capture/manifest.ts';
import { comparedWithItself, noCaptureChosen, twoCapturesWanted } from '../../profiler/errors.ts';
import type { PanelState } from '../../webview/protocol.ts';
import type { Analysis } from '../analysis.ts';
import { captureDirOf, type CaptureArgument } from '../captures/captureCommands.ts';
import { comparisonPanelType, contextKeys } from '../ids.ts';
import { showFailure, type Log } from '../log.ts';
import { showInPanel, type ComparisonActions } from './comparisonPanel.ts';
import { pickOther, pickTwo } from './pickCaptures.ts';

export interface ComparisonsOptions {
  readonly log: Log;
  readonly analysis: Analysis;
  readonly extensionUri: vscode.Uri;
  /** Where panels gather; undefined while there is none. */
  panelColumn(): vscode.ViewColumn | undefined;
  readonly actions: Omit<ComparisonActions, 'compareWithOther'>;
}

export class Comparisons {
  readonly #options: ComparisonsOptions;
  /** By both folders: a pair has one panel. */
  readonly #open = new Map<string, vscode.WebviewPanel>();
  #selected: string | null = null;

  constructor(options: ComparisonsOptions) {
    this.#options = options;
  }

  /** VS Code's way to bring panels back after a reload of the window. */
  readonly serializer: vscode.WebviewPanelSerializer = {
    deserializeWebviewPanel: async (panel, state) => {
      const { captureDir, beforeDir } = (state ?? {}) as Partial<PanelState>;
      if (!captureDir || !beforeDir) panel.dispose();
      else await this.#fill(panel, beforeDir, captureDir);
    },
  };

  /** From the palette two are picked; another extension may name them. */
  readonly compare = async (one?: CaptureArgument, other?: CaptureArgument): Promise<void> => {
    const dirs = [captureDirOf(one), captureDirOf(other)];
    const [first, second] = dirs;
    if (first && second) await this.show(first, second);
    else if (first) await this.compareWithOther(first);
    else {
      const two = await pickTwo(this.#options.analysis);
      if (two) await this.show(...two);
    }
  };

  readonly compareWithOther = async (captureDir: string): Promise<void> => {
    const other = await pickOther(this.#options.analysis, captureDir);
    if (other !== null) await this.show(captureDir, other);
  };

  readonly select = async (argument: CaptureArgument): Promise<void> => {
    this.#selected = required(argument);
    await vscode.commands.executeCommand('setContext', contextKeys.selectedForCompare, true);
  };

  readonly compareWithSelected = async (argument: CaptureArgument): Promise<void> => {
    if (this.#selected === null) throw noCaptureChosen();
    await this.show(this.#selected, required(argument));
  };

  /** Of the view's selection: VS Code gives the item under the mouse, and all that are selected if it is one of them. */
  readonly compareSelected = async (
    clicked: CaptureArgument,
    selection?: readonly CaptureArgument[],
  ): Promise<void> => {
    const dirs = (selection ?? [clicked]).map(captureDirOf).filter((dir) => dir !== null);
    const [one, other] = dirs;
    if (one === undefined || other === undefined) throw twoCapturesWanted();
    await this.show(one, other);
  };

  /** The earlier one is "before", whichever was named first. */
  async show(one: string, other: string): Promise<void> {
    if (one === other) throw comparedWithItself();
    const [before, after] = await inOrder(one, other);
    const open = this.#open.get(keyOf(before, after));
    if (open) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(comparisonPanelType, 'Concurrency: Comparison', {
      viewColumn: this.#options.panelColumn() ?? vscode.ViewColumn.Active,
      preserveFocus: false,
    });
    await this.#fill(panel, before, after);
  }

  /** It has been deleted. */
  forget(captureDir: string): void {
    if (this.#selected !== captureDir) return;
    this.#selected = null;
    void vscode.commands.executeCommand('setContext', contextKeys.selectedForCompare, false);
  }

  async #fill(panel: vscode.WebviewPanel, before: string, after: string): Promise<void> {
    const { analysis, extensionUri, log, actions } = this.#options;
    const key = keyOf(before, after);
    this.#open.set(key, panel);
    panel.onDidDispose(() => {
      if (this.#open.get(key) === panel) this.#open.delete(key);
    });
    const comparison = analysis.ask({ kind: 'compare', before, after });
    comparison.catch((error: unknown) => void showFailure(log, error));
    const titles = { before: await titleOf(before), after: await titleOf(after) };
    panel.title = titles.before === titles.after ? `Compare: ${titles.after}` : `${titles.before} ↔ ${titles.after}`;
    const compareWithOther = (captureDir: string): void => {
      this.compareWithOther(captureDir).catch((error: unknown) => void showFailure(log, error));
    };
    showInPanel(panel, extensionUri, {
      comparison,
      titles,
      before,
      after,
      log,
      actions: { ...actions, compareWithOther },
    });
  }
}

async function inOrder(one: string, other: string): Promise<[string, string]> {
  const [first, second] = await Promise.all([readManifest(one), readManifest(other)]);
  return first.startedAt <= second.startedAt ? [one, other] : [other, one];
}

/** A folder that cannot be read is told of by the comparison itself. */
async function titleOf(captureDir: string): Promise<string> {
  const manifest = await readManifest(captureDir).catch(() => null);
  return path.basename(manifest?.script ?? manifest?.command.join(' ') ?? captureDir);
}

function required(argument: CaptureArgument): string {
  const captureDir = captureDirOf(argument);
  if (captureDir === null) throw noCaptureChosen();
  return captureDir;
}

const keyOf = (before: string, after: string): string => `${before}\n${after}`;
