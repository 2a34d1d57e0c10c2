/** All open panels: at most one a capture. */
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
  readonly #open = new Map<string, ReportPanel>();
  readonly #options: PanelOptions;

  constructor(options: PanelOptions) {
    this.#options = options;
  }

  /** Gives the report, once it is made. */
  show(captureDir: string, { name, beside, preserveFocus }: PanelPlace): Promise<Report> {
    const open = this.#open.get(captureDir);
    if (open) {
      open.reveal(preserveFocus);
      return open.report;
    }
    const panel = vscode.window.createWebviewPanel(panelType, `Concurrency: ${name}`, {
      viewColumn: this.#column(beside),
      preserveFocus,
    });
    return this.#adopt(panel, captureDir).report;
  }

  /** VS Code brings back the tab after a reload of the window; its state says which capture it showed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const captureDir = (state as Partial<PanelState> | null | undefined)?.captureDir;
    // The page had no report yet when the window closed: nothing to come back to.
    if (typeof captureDir !== 'string' || captureDir === '') panel.dispose();
    else this.#adopt(panel, captureDir);
  }

  /** Shows what became known since; opens the panel where it is not open. Gives the report. */
  showAgain(captureDir: string, place: PanelPlace): Promise<Report> {
    const open = this.#open.get(captureDir);
    if (!open) return this.show(captureDir, place);
    const report = this.#options.openReport(captureDir);
    open.update(report);
    open.reveal(place.preserveFocus);
    return report;
  }

  /** Nothing, where the capture has no panel. */
  tellTrial(captureDir: string, recommendationId: string, state: 'running' | 'idle', text: string): void {
    this.#open.get(captureDir)?.tellTrial(recommendationId, state, text);
  }

  /** Where panels gather; undefined while there is none. */
  get column(): vscode.ViewColumn | undefined {
    const [first] = this.#open.values();
    return first?.column;
  }

  close(captureDir: string): void {
    this.#open.get(captureDir)?.close();
  }

  #adopt(panel: vscode.WebviewPanel, captureDir: string): ReportPanel {
    const { openReport, extensionUri, actions, log } = this.#options;
    const report = openReport(captureDir);
    const adopted = new ReportPanel(panel, captureDir, report, extensionUri, actions, log);
    this.#open.set(captureDir, adopted);
    adopted.onClose(() => {
      if (this.#open.get(captureDir) === adopted) this.#open.delete(captureDir);
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
