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

export class Panels {
  readonly #open = new Map<string, ReportPanel>();
  readonly #options: PanelOptions;

  constructor(options: PanelOptions) {
    this.#options = options;
  }

  /** `preserveFocus`: the user did not ask for the panel at this moment and may be typing. */
  show(captureDir: string, title: string, preserveFocus: boolean): void {
    const open = this.#open.get(captureDir);
    if (open) {
      open.reveal();
      return;
    }
    const panel = vscode.window.createWebviewPanel(panelType, `Concurrency: ${title}`, {
      viewColumn: this.#column(),
      preserveFocus,
    });
    this.#adopt(panel, captureDir);
  }

  /** VS Code brings back the tab after a reload of the window; its state says which capture it showed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const captureDir = (state as Partial<PanelState> | null | undefined)?.captureDir;
    // The page had no report yet when the window closed: nothing to come back to.
    if (typeof captureDir !== 'string' || captureDir === '') panel.dispose();
    else this.#adopt(panel, captureDir);
  }

  /** Of an open panel. */
  reportOf(captureDir: string): Promise<Report> | undefined {
    return this.#open.get(captureDir)?.report;
  }

  close(captureDir: string): void {
    this.#open.get(captureDir)?.close();
  }

  #adopt(panel: vscode.WebviewPanel, captureDir: string): void {
    const { openReport, extensionUri, actions, log } = this.#options;
    const report = openReport(captureDir);
    const adopted = new ReportPanel(panel, captureDir, report, extensionUri, actions, log);
    this.#open.set(captureDir, adopted);
    adopted.onClose(() => {
      if (this.#open.get(captureDir) === adopted) this.#open.delete(captureDir);
    });
  }

  /** Panels gather in one column; the first opens beside the file. */
  #column(): vscode.ViewColumn {
    const [first] = this.#open.values();
    return first?.column ?? vscode.ViewColumn.Beside;
  }
}
