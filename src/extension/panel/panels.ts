/** All open panels: one a capture, and the editors that the user has opened on its file. */
import * as vscode from 'vscode';
import type { Report } from '../../profiler/report.ts';
import type { PanelState } from '../../webview/protocol.ts';
import { panelType } from '../ids.ts';
import type { Log } from '../log.ts';
import { ReportPanel, type PanelActions } from './reportPanel.ts';

export interface PanelOptions {
  extensionUri: vscode.Uri;
  actions: PanelActions;
  log: Log;
  /** The report of a capture; its failure is told to the user by the callee. */
  openReport(captureDir: string): Promise<Report>;
}

export interface PanelPlace {
  /** What the user knows the program by. */
  name: string;
  /** The file to stand beside, when it is visible. */
  beside: vscode.Uri | null;
  /** The user did not ask for the panel at this moment and may be typing. */
  preserveFocus: boolean;
}

export class Panels {
  /** By capture; never empty. */
  readonly #open = new Map<string, ReportPanel[]>();
  /** Opened by us. An editor stands where the user opened its file, which is no place for panels to gather. */
  readonly #gathered = new Set<ReportPanel>();
  readonly #options: PanelOptions;

  constructor(options: PanelOptions) {
    this.#options = options;
  }

  /** Gives the report, once it is made. */
  show(captureDir: string, { name, beside, preserveFocus }: PanelPlace): Promise<Report> {
    const open = this.#firstOf(captureDir);
    if (open) {
      open.reveal(preserveFocus);
      return open.report;
    }
    const panel = vscode.window.createWebviewPanel(panelType, `Concurrency: ${name}`, {
      viewColumn: this.#column(beside),
      preserveFocus,
    });
    return this.#gather(panel, captureDir).report;
  }

  /** VS Code brings back the tab after a reload of the window; its state says which capture it showed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const captureDir = (state as Partial<PanelState> | null | undefined)?.captureDir;
    // The page had no report yet when the window closed: nothing to come back to.
    if (typeof captureDir !== 'string' || captureDir === '') panel.dispose();
    else this.#gather(panel, captureDir);
  }

  /** An editor that VS Code has opened for the capture's file. */
  fillEditor(panel: vscode.WebviewPanel, captureDir: string): void {
    this.#adopt(panel, captureDir, this.#firstOf(captureDir)?.report);
  }

  /** Shows what became known since; opens the panel where it is not open. Gives the report. */
  showAgain(captureDir: string, place: PanelPlace): Promise<Report> {
    const open = this.#open.get(captureDir);
    if (!open) return this.show(captureDir, place);
    const report = this.#options.openReport(captureDir);
    for (const panel of open) panel.update(report);
    open[0]?.reveal(place.preserveFocus);
    return report;
  }

  /** Nothing, where the capture has no panel. */
  tellTrial(captureDir: string, recommendationId: string, state: 'running' | 'idle', text: string): void {
    for (const panel of this.#open.get(captureDir) ?? []) panel.tellTrial(recommendationId, state, text);
  }

  /** Some of the user's files have changed. */
  offerAgain(): void {
    for (const panels of this.#open.values()) for (const panel of panels) panel.offerAgain();
  }

  /** Where panels gather; undefined while there is none. */
  get column(): vscode.ViewColumn | undefined {
    const [first] = this.#gathered;
    return first?.column;
  }

  close(captureDir: string): void {
    for (const panel of this.#open.get(captureDir) ?? []) panel.close();
  }

  #firstOf(captureDir: string): ReportPanel | undefined {
    return this.#open.get(captureDir)?.[0];
  }

  #gather(panel: vscode.WebviewPanel, captureDir: string): ReportPanel {
    const gathered = this.#adopt(panel, captureDir);
    this.#gathered.add(gathered);
    gathered.onClose(() => this.#gathered.delete(gathered));
    return gathered;
  }

  #adopt(panel: vscode.WebviewPanel, captureDir: string, report = this.#options.openReport(captureDir)): ReportPanel {
    const { extensionUri, actions, log } = this.#options;
    const adopted = new ReportPanel(panel, captureDir, report, extensionUri, actions, log);
    this.#open.set(captureDir, [...(this.#open.get(captureDir) ?? []), adopted]);
    adopted.onClose(() => {
      const left = (this.#open.get(captureDir) ?? []).filter((other) => other !== adopted);
      if (left.length > 0) this.#open.set(captureDir, left);
      else this.#open.delete(captureDir);
    });
    return adopted;
  }

  /** Panels gather in one column; the first opens to the right of its file, or of what is in front. */
  #column(file: vscode.Uri | null): vscode.ViewColumn {
    if (this.column !== undefined) return this.column;
    const shown = vscode.window.visibleTextEditors.find(
      (editor) => editor.viewColumn !== undefined && editor.document.uri.toString() === file?.toString(),
    );
    return shown?.viewColumn === undefined ? vscode.ViewColumn.Beside : shown.viewColumn + 1;
  }
}
