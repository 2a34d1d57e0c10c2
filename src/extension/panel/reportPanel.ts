/** One panel: shows one capture for as long as its tab is open. */
import path from 'node:path';
import type * as vscode from 'vscode';
import type { ScriptPositions } from '../../profiler/capture/format/mappedPositions.ts';
import type { Report } from '../../profiler/report.ts';
import {
  protocolVersion,
  type CaptureInfo,
  type EditOffer,
  type FromPanel,
  type ToPanel,
} from '../../webview/protocol.ts';
import type { Log } from '../log.ts';
import { readFunctionRanges } from '../../profiler/capture/readFunctionRanges.ts';
import { readCpuProfile } from './cpuProfile.ts';
import { openFromPanel } from './openLocation.ts';
import { loadPage } from './loadPage.ts';

/** What a panel asks of the extension around it. */
export interface PanelActions {
  profileAgain(captureDir: string): void;
  profileAgainAndCompare(captureDir: string): void;
  compareWithOther(captureDir: string): void;
  /** Rejects where there is no such recommendation. */
  editOffer(report: Report, recommendationId: string): Promise<EditOffer>;
  applyRecommendation(captureDir: string, recommendationId: string): void;
  trialRecommendation(captureDir: string, recommendationId: string): void;
  exportHtml(captureDir: string): void;
  revealCapture(captureDir: string): void;
  showLog(): void;
}

export class ReportPanel {
  readonly captureDir: string;
  readonly #panel: vscode.WebviewPanel;
  #report: Promise<Report>;
  readonly #actions: PanelActions;
  readonly #log: Log;
  /** Recommendations that the page has shown, and what it was told of their edits. */
  readonly #offers = new Map<string, string>();

  /** `report` may still be under way; the page waits for it. */
  constructor(
    panel: vscode.WebviewPanel,
    captureDir: string,
    report: Promise<Report>,
    extensionUri: vscode.Uri,
    actions: PanelActions,
    log: Log,
  ) {
    this.captureDir = captureDir;
    this.#panel = panel;
    this.#report = report;
    this.#actions = actions;
    this.#log = log;
    loadPage(panel, extensionUri, (message) => this.#receive(message));
    report.then(
      (made) => (panel.title = panelTitle(made)),
      () => undefined, // Told by whoever asked for the report, and by the page.
    );
  }

  get report(): Promise<Report> {
    return this.#report;
  }

  /** A report that says more than the one before, such as one with a trial; the page keeps what it shows until it is there. */
  update(report: Promise<Report>): void {
    this.#report = report;
    void this.#sendReport(protocolVersion);
  }

  tellTrial(recommendationId: string, state: 'running' | 'idle', text: string): void {
    this.#send({ type: 'trialState', recommendationId, state, text });
  }

  /** The user's files may have changed: what was said of edits may hold no longer. */
  offerAgain(): void {
    for (const id of this.#offers.keys()) void this.#sendOffer(id);
  }

  get column(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  reveal(preserveFocus: boolean): void {
    this.#panel.reveal(undefined, preserveFocus);
  }

  onClose(listener: () => void): void {
    this.#panel.onDidDispose(listener);
  }

  close(): void {
    this.#panel.dispose();
  }

  #receive(message: FromPanel): void {
    switch (message.type) {
      case 'ready':
        this.#offers.clear();
        void this.#sendReport(message.protocolVersion);
        return;
      case 'requestCpuProfile':
        void this.#sendCpuProfile(message.threadId);
        return;
      case 'mapPositions':
        void this.#answerPositions(message.requestId, message.scripts);
        return;
      case 'openLocation':
        openFromPanel(message, this.#panel, this.#log);
        return;
      case 'profileAgain':
        this.#actions.profileAgain(this.captureDir);
        return;
      case 'exportHtml':
        this.#actions.exportHtml(this.captureDir);
        return;
      case 'revealCapture':
        this.#actions.revealCapture(this.captureDir);
        return;
      case 'showLog':
        this.#actions.showLog();
        return;
      case 'profileAgainAndCompare':
        this.#actions.profileAgainAndCompare(this.captureDir);
        return;
      case 'requestEditOffer':
        // Asked anew by a page that has just been made, which knows nothing.
        this.#offers.set(message.recommendationId, '');
        void this.#sendOffer(message.recommendationId);
        return;
      case 'applyRecommendation':
        this.#actions.applyRecommendation(this.captureDir, message.recommendationId);
        return;
      case 'trialRecommendation':
        this.#actions.trialRecommendation(this.captureDir, message.recommendationId);
        return;
      case 'compareWithOther':
        this.#actions.compareWithOther(this.captureDir);
        return;
      case 'requestComparedProfile':
        this.#log.warn(`Only the page of a comparison asks for this: ${message.type}`);
        return;
      case 'requestProfile':
      case 'pickProfileToCompare':
      case 'stopComparing':
      case 'showLineHeat':
        this.#log.warn(`Only the page of a profile file asks for this: ${message.type}`);
        return;
      default:
        this.#log.warn(`The panel sent an unknown message: ${JSON.stringify(message satisfies never)}`);
    }
  }

  async #sendReport(pageVersion: number): Promise<void> {
    if (pageVersion !== protocolVersion) {
      this.#send({ type: 'failed', message: 'The panel is of another version of the extension. Reload the window.' });
      return;
    }
    try {
      const report = await this.#report;
      this.#send({ type: 'report', capture: captureInfo(this.captureDir, report), report });
    } catch (error) {
      this.#send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }

  async #sendCpuProfile(threadId: string): Promise<void> {
    try {
      const [bytes, functionRanges] = await Promise.all([
        readCpuProfile(this.captureDir, threadId),
        readFunctionRanges(this.captureDir),
      ]);
      this.#send({ type: 'cpuProfile', threadId, bytes, functionRanges });
    } catch (error) {
      this.#log.warn(String(error));
      const message = error instanceof Error ? error.message : String(error);
      this.#send({ type: 'cpuProfileFailed', threadId, message });
    }
  }

  async #sendOffer(recommendationId: string): Promise<void> {
    try {
      const offer = await this.#actions.editOffer(await this.#report, recommendationId);
      const text = JSON.stringify(offer);
      if (this.#offers.get(recommendationId) === text) return;
      this.#offers.set(recommendationId, text);
      this.#send({ type: 'editOffer', recommendationId, offer });
    } catch (error) {
      // Whoever presses the button is told; until then it is no news.
      this.#log.warn(`No answer whether ${recommendationId} can be applied: ${String(error)}`);
      this.#send({ type: 'editOffer', recommendationId, offer: { kind: 'possible' } });
    }
  }

  async #answerPositions(requestId: number, asked: readonly ScriptPositions[]): Promise<void> {
    // Loaded here: it brings a reader of source maps along.
    const { mapScriptsOfCapture } = await import('../sources/mapScriptsOfCapture.ts');
    this.#send({
      type: 'mappedPositions',
      requestId,
      scripts: await mapScriptsOfCapture(this.captureDir, asked),
    });
  }

  #send(message: ToPanel): void {
    // False, or a rejection, when the tab has been closed meanwhile: nobody waits for the message then.
    this.#panel.webview.postMessage(message).then(undefined, () => undefined);
  }
}

function captureInfo(dir: string, report: Report): CaptureInfo {
  return { id: path.basename(dir), dir, title: scriptName(report.run.command), startedAt: report.run.startedAt };
}

function panelTitle(report: Report): string {
  return `Concurrency: ${scriptName(report.run.command)}`;
}

/** The command's first word that names a script; Node and its options come before it. */
function scriptName(command: readonly string[]): string {
  const script = command.slice(1).find((word) => !word.startsWith('-')) ?? command[0] ?? 'program';
  return path.basename(script);
}
