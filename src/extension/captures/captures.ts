/** Captures on screen: opening them in panels, their numbers beside the code, and what else can be done with them. */
import path from 'node:path';
import * as vscode from 'vscode';
import { captureWithoutScript, noCaptureChosen } from '../../profiler/errors.ts';
import { readManifest } from '../../profiler/capture/manifest.ts';
import type { Report } from '../../profiler/report.ts';
import type { Analysis } from '../analysis.ts';
import type { Annotations } from '../annotations/annotations.ts';
import { showFailure, showProgramError, type Log } from '../log.ts';
import { Panels } from '../panel/panels.ts';
import type { Repeat } from '../run/profile.ts';
import { captureDirOf, confirmAndDelete, pickCapture, revealCapture, type CaptureArgument } from './captureCommands.ts';
import type { CaptureTree } from './captureTree.ts';
import { exportHtml } from './exportHtml.ts';
import type { ListedCapture } from './listedCapture.ts';
import { commandOf } from './profileAgain.ts';

export interface CapturesOptions {
  log: Log;
  analysis: Analysis;
  annotations: Annotations;
  tree: CaptureTree;
  extensionUri: vscode.Uri;
  profile(file: vscode.Uri, repeat: Repeat | null): Promise<void>;
}

export class Captures {
  readonly #options: CapturesOptions;
  readonly #panels: Panels;
  /** Whose program has just ended and that were not opened yet. */
  readonly #justRecorded = new Set<string>();

  constructor(options: CapturesOptions) {
    this.#options = options;
    const { log, extensionUri } = options;
    const act = (action: Promise<void>): void => {
      action.catch((error: unknown) => void showFailure(log, error));
    };
    this.#panels = new Panels({
      log,
      extensionUri,
      openReport: (captureDir) => this.#openReport(captureDir),
      actions: {
        profileAgain: (captureDir) => act(this.profileAgain(captureDir)),
        exportHtml: (captureDir) => act(this.exportHtml(captureDir)),
        revealCapture: (captureDir) => act(this.reveal(captureDir)),
        showLog: () => log.show(),
      },
    });
  }

  /** VS Code's way to bring panels back after a reload of the window. */
  readonly serializer: vscode.WebviewPanelSerializer = {
    deserializeWebviewPanel: async (panel, state) => this.#panels.restore(panel, state),
  };

  /** The capture of a run that has just ended, beside the file that ran. */
  async showNew(captureDir: string, file: vscode.Uri): Promise<void> {
    const name = path.basename(file.fsPath);
    await openInEmptyWindow(file);
    this.#justRecorded.add(captureDir);
    const report = this.#panels.show(captureDir, { name, beside: file, preserveFocus: true });
    const known = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: `Analysing ${name}…` },
      // A failure is told by the panel and by a message; here only the end counts.
      () => report.then(undefined, () => null),
    );
    this.#options.tree.refresh();
    if (known?.run.exit.error !== undefined) void showProgramError(name, known.run.exit.error);
  }

  /** The capture of a program that runs on. */
  async showAttached(captureDir: string): Promise<void> {
    this.#options.tree.refresh();
    await this.open(captureDir);
  }

  readonly open = async (argument: CaptureArgument): Promise<void> => {
    const captureDir = captureDirOf(argument) ?? (await pickCapture(this.#options.analysis));
    if (captureDir === null) return;
    const manifest = await readManifest(captureDir);
    // A failure is told by the panel and by a message.
    void this.#panels.show(captureDir, {
      name: path.basename(manifest.script ?? manifest.id),
      beside: manifest.script === null ? null : vscode.Uri.file(manifest.script),
      preserveFocus: false,
    });
  };

  readonly reveal = (argument: CaptureArgument): Promise<void> => revealCapture(required(argument));

  readonly exportHtml = (argument: CaptureArgument): Promise<void> =>
    exportHtml(this.#options.analysis, required(argument));

  readonly delete = async (capture: ListedCapture | undefined): Promise<void> => {
    const captureDir = required(capture);
    if (!capture || !(await confirmAndDelete(capture))) return;
    this.#panels.close(captureDir);
    await this.#options.annotations.clear(captureDir);
    this.#options.tree.refresh();
  };

  readonly profileAgain = async (argument: CaptureArgument): Promise<void> => {
    const again = commandOf(await readManifest(required(argument)));
    if (!again) throw captureWithoutScript();
    await this.#options.profile(vscode.Uri.file(again.script), again.repeat);
  };

  async #openReport(captureDir: string): Promise<Report> {
    const { analysis, annotations, log } = this.#options;
    try {
      const afterRun = this.#justRecorded.delete(captureDir);
      const report = await analysis.ask({ kind: 'report', dir: captureDir, afterRun });
      void annotations.show(report, captureDir);
      return report;
    } catch (error) {
      void showFailure(log, error);
      throw error;
    }
  }
}

/** A panel alone would leave no place for the code that it talks about. */
async function openInEmptyWindow(file: vscode.Uri): Promise<void> {
  if (vscode.window.tabGroups.all.some((group) => group.tabs.length > 0)) return;
  await vscode.window.showTextDocument(file, { preview: true, preserveFocus: true });
}

function required(argument: CaptureArgument): string {
  const captureDir = captureDirOf(argument);
  if (captureDir === null) throw noCaptureChosen();
  return captureDir;
}
