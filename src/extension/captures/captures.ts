/** Captures on screen: opening them in panels, their numbers beside the code, and what else can be done with them. */
import path from 'node:path';
import * as vscode from 'vscode';
import { captureWithoutScript, noCaptureChosen } from '../../profiler/errors.ts';
import { readManifest } from '../../profiler/capture/manifest.ts';
import type { Report } from '../../profiler/report.ts';
import type { Analysis } from '../analysis.ts';
import { captureFolder } from '../configuration.ts';
import { fileKey } from '../languageServer/fileKey.ts';
import type { Annotations } from '../annotations/annotations.ts';
import { showFailure, showProgramError, type Log } from '../log.ts';
import type { EditOffer } from '../../webview/protocol.ts';
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
  /** `show`: what is done with the new capture instead of opening its panel. */
  profile(
    file: vscode.Uri,
    repeat: Repeat | null,
    show?: (captureDir: string, file: vscode.Uri) => Promise<void>,
  ): Promise<void>;
  compare(before: string, after: string): Promise<void>;
  compareWithOther(captureDir: string): Promise<void>;
  editOffer(report: Report, recommendationId: string): Promise<EditOffer>;
  applyRecommendation(captureDir: string, recommendationId: string): Promise<void>;
  trialRecommendation(captureDir: string, recommendationId: string): Promise<void>;
  forgetForComparison(captureDir: string): void;
}

export class Captures {
  readonly #options: CapturesOptions;
  readonly #panels: Panels;
  /** Whose program has just ended and that were not opened yet. */
  readonly #justRecorded = new Set<string>();

  /** Whose numbers stand beside the code. */
  #shown: { readonly captureDir: string; readonly report: Report } | null = null;

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
        profileAgainAndCompare: (captureDir) => act(this.profileAgainAndCompare(captureDir)),
        compareWithOther: (captureDir) => act(options.compareWithOther(captureDir)),
        editOffer: options.editOffer,
        applyRecommendation: (captureDir, id) => act(options.applyRecommendation(captureDir, id)),
        trialRecommendation: (captureDir, id) => act(options.trialRecommendation(captureDir, id)),
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

  /** An editor that VS Code has opened for a capture's file. */
  fillEditor(panel: vscode.WebviewPanel, captureDir: string): void {
    this.#panels.fillEditor(panel, captureDir);
  }

  readonly reveal = (argument: CaptureArgument): Promise<void> => revealCapture(required(argument));

  readonly exportHtml = (argument: CaptureArgument): Promise<void> =>
    exportHtml(this.#options.analysis, required(argument));

  readonly delete = async (capture: ListedCapture | undefined): Promise<void> => {
    const captureDir = required(capture);
    if (!capture || !(await confirmAndDelete(capture))) return;
    this.#panels.close(captureDir);
    this.#options.forgetForComparison(captureDir);
    if (this.#shown?.captureDir === captureDir) this.#shown = null;
    await this.#options.annotations.clear(captureDir);
    this.#options.tree.refresh();
  };

  readonly profileAgain = async (argument: CaptureArgument): Promise<void> => {
    const again = commandOf(await readManifest(required(argument)));
    if (!again) throw captureWithoutScript();
    await this.#options.profile(vscode.Uri.file(again.script), again.repeat);
  };

  /** Profiles the same program again, and shows the former capture and the new one side by side. */
  readonly profileAgainAndCompare = async (argument: CaptureArgument): Promise<void> => {
    const before = required(argument);
    const again = commandOf(await readManifest(before));
    if (!again) throw captureWithoutScript();
    await this.#options.profile(vscode.Uri.file(again.script), again.repeat, async (after) => {
      this.#justRecorded.add(after);
      const analysing = this.#openReport(after);
      await vscode.window.withProgress(
        { location: vscode.ProgressLocation.Window, title: `Comparing ${path.basename(again.script)}…` },
        () => analysing,
      );
      this.#options.tree.refresh();
      await this.#options.compare(before, after);
    });
  };

  /** For what acts on a capture; its numbers beside the code stay as they are. */
  readonly reportOf = (captureDir: string): Promise<Report> =>
    this.#shown?.captureDir === captureDir
      ? Promise.resolve(this.#shown.report)
      : this.#options.analysis.ask({ kind: 'report', dir: captureDir });

  /** The capture shown last, else the newest; null without any. */
  readonly latest = async (): Promise<string | null> => this.#shown?.captureDir ?? (await this.#list())[0]?.dir ?? null;

  /** The capture that measured this file: the one shown last, else the newest run of the file itself. */
  readonly captureOf = async (file: string): Promise<string | null> => {
    const key = fileKey(file);
    if (this.#shown?.report.sources.some((source) => fileKey(source.file) === key)) return this.#shown.captureDir;
    const found = (await this.#list()).find(({ script }) => script !== null && fileKey(script) === key);
    return found?.dir ?? null;
  };

  /** With what became known since, such as a trial. */
  readonly showAgain = async (captureDir: string): Promise<void> => {
    const { script, id } = await readManifest(captureDir);
    await this.#panels.showAgain(captureDir, {
      name: path.basename(script ?? id),
      beside: script === null ? null : vscode.Uri.file(script),
      preserveFocus: true,
    });
  };

  /** Where panels gather; undefined while there is none. */
  get panelColumn(): vscode.ViewColumn | undefined {
    return this.#panels.column;
  }

  readonly tellTrial = (captureDir: string, id: string, state: 'running' | 'idle', text: string): void =>
    this.#panels.tellTrial(captureDir, id, state, text);

  /** Some of the user's files have changed: what panels say of edits may hold no longer. */
  readonly offerAgain = (): void => this.#panels.offerAgain();

  #list(): Promise<ListedCapture[]> {
    return this.#options.analysis.ask({ kind: 'list', root: captureFolder() });
  }

  async #openReport(captureDir: string): Promise<Report> {
    const { analysis, annotations, log } = this.#options;
    try {
      const afterRun = this.#justRecorded.delete(captureDir);
      const report = await analysis.ask({ kind: 'report', dir: captureDir, afterRun });
      this.#shown = { captureDir, report };
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
