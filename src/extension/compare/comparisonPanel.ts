/** One panel with two captures side by side. */
import type * as vscode from 'vscode';
import type { Comparison } from '../../profiler/comparison.ts';
import { protocolVersion, type ComparedSideName, type FromPanel, type ToPanel } from '../../webview/protocol.ts';
import type { Log } from '../log.ts';
import { loadPage } from '../panel/loadPage.ts';
import { openFromPanel } from '../panel/openLocation.ts';
import { readMainProfile } from './mainProfile.ts';

/** What the panel asks of the extension around it; always about the later capture. */
export interface ComparisonActions {
  profileAgainAndCompare(captureDir: string): void;
  compareWithOther(captureDir: string): void;
  revealCapture(captureDir: string): void;
}

export interface ShownComparison {
  /** May still be under way; the page waits for it. */
  readonly comparison: Promise<Comparison>;
  readonly titles: { before: string; after: string };
  /** Folders of the captures. */
  readonly before: string;
  readonly after: string;
  readonly actions: ComparisonActions;
  readonly log: Log;
}

export function showInPanel(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, shown: ShownComparison): void {
  const { comparison, titles, before, after, actions, log } = shown;
  const send = (message: ToPanel): void => {
    // False, or a rejection, when the tab has been closed meanwhile: nobody waits for the message then.
    panel.webview.postMessage(message).then(undefined, () => undefined);
  };
  const sendComparison = async (pageVersion: number): Promise<void> => {
    if (pageVersion !== protocolVersion) {
      send({ type: 'failed', message: 'The panel is of another version of the extension. Reload the window.' });
      return;
    }
    try {
      send({ type: 'comparison', comparison: await comparison, titles });
    } catch (error) {
      send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };
  const sendProfile = async (side: ComparedSideName): Promise<void> => {
    try {
      send({ type: 'comparedProfile', side, ...(await readMainProfile(side === 'before' ? before : after)) });
    } catch (error) {
      log.warn(String(error));
      const message = error instanceof Error ? error.message : String(error);
      send({ type: 'comparedProfileFailed', side, message });
    }
  };
  const answerPositions = async (asked: Extract<FromPanel, { type: 'mapPositions' }>): Promise<void> => {
    const { mapScriptsOfCapture } = await import('../sources/mapScriptsOfCapture.ts');
    const dir = asked.side === 'before' ? before : after;
    send({
      type: 'mappedPositions',
      requestId: asked.requestId,
      scripts: await mapScriptsOfCapture(dir, asked.scripts),
    });
  };
  loadPage(panel, extensionUri, (message: FromPanel) => {
    switch (message.type) {
      case 'ready':
        void sendComparison(message.protocolVersion);
        return;
      case 'requestComparedProfile':
        void sendProfile(message.side);
        return;
      case 'mapPositions':
        void answerPositions(message);
        return;
      case 'openLocation':
        openFromPanel(message, panel, log);
        return;
      case 'profileAgain':
      case 'profileAgainAndCompare':
        actions.profileAgainAndCompare(after);
        return;
      case 'compareWithOther':
        actions.compareWithOther(after);
        return;
      case 'revealCapture':
        actions.revealCapture(after);
        return;
      case 'showLog':
        log.show();
        return;
      default:
        // The rest belongs to a single capture.
        log.warn(`A comparison's panel sent ${message.type}.`);
    }
  });
}
