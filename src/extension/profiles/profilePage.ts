/** One panel with the page of one or several profile files: tells it which there are, and sends their bytes on request. */
import * as vscode from 'vscode';
import {
  protocolVersion,
  type FromPanel,
  type PanelState,
  type ProfileFile,
  type ToPanel,
} from '../../webview/protocol.ts';
import { showFailure, type Log } from '../log.ts';
import { loadPage } from '../panel/loadPage.ts';
import { openFromPanel } from '../panel/openLocation.ts';
import { pickProfile } from './pickProfile.ts';
import type { ScriptPositions } from '../../profiler/capture/format/mappedPositions.ts';
import { inThreadOrder, threadOfName } from '../../profiler/capture/format/profileNames.ts';
import { nameOf } from './profilePieces.ts';
import { Transfers, type Send } from './transfers.ts';

export interface ShownProfiles {
  readonly title: string;
  readonly files: readonly vscode.Uri[];
  readonly comparedWith: vscode.Uri | null;
}

export interface PageOptions {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  /** Rejects with a UserError when there is nothing to show. */
  showLineHeat(profile: vscode.Uri, message: Extract<FromPanel, { type: 'showLineHeat' }>): Promise<void>;
  /** Profiles that are open elsewhere: likely ones to compare with. */
  openElsewhere(): readonly vscode.Uri[];
}

export interface ProfilePage {
  /** What it shows now: another profile to compare with may have been picked on the page. */
  shown(): ShownProfiles;
}

export function showProfiles(panel: vscode.WebviewPanel, shown: ShownProfiles, options: PageOptions): ProfilePage {
  const { extensionUri, log } = options;
  let { comparedWith } = shown;
  const known = new Map<string, vscode.Uri>();
  // False, or a rejection, when the tab has been closed meanwhile: nobody waits for the message then.
  const send: Send = (message: ToPanel) =>
    panel.webview.postMessage(message).then(
      (arrived) => arrived,
      () => false,
    );
  const transfers = new Transfers(send, log);
  panel.onDidDispose(() => transfers.cancelAll());
  // A hidden page is gone; the one that comes back asks again.
  panel.onDidChangeViewState(() => {
    if (!panel.visible) transfers.cancelAll();
  });

  const describe = async (file: vscode.Uri): Promise<ProfileFile> => {
    const id = file.toString();
    known.set(id, file);
    const name = nameOf(file);
    // One that cannot be read is told of when its bytes are asked for.
    const sizeBytes = await vscode.workspace.fs.stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    return { id, name, sizeBytes, ...threadOfName(name) };
  };
  /** VS Code brings an editor back with its file alone; the page has kept the rest. */
  const recall = (kept: PanelState['profiles']): void => {
    const isSame = shown.files.some((file) => kept?.files.includes(file.toString()));
    if (isSame && kept?.comparedWith) comparedWith ??= vscode.Uri.parse(kept.comparedWith, true);
  };
  const sendFiles = async (pageVersion: number): Promise<void> => {
    transfers.cancelAll();
    if (pageVersion !== protocolVersion) {
      await send({ type: 'failed', message: 'The page is of another version of the extension. Reload the window.' });
      return;
    }
    const files = inThreadOrder(await Promise.all(shown.files.map(describe)));
    await send({ type: 'profileFiles', title: shown.title, files });
    if (comparedWith) await send({ type: 'profileToCompare', file: await describe(comparedWith) });
  };
  const answerPositions = async (requestId: number, asked: readonly ScriptPositions[]): Promise<void> => {
    // Loaded here: it brings a reader of source maps along.
    const { mapScripts } = await import('../sources/mapScripts.ts');
    await send({ type: 'mappedPositions', requestId, scripts: await mapScripts(asked) });
  };
  const pickToCompare = async (): Promise<void> => {
    const picked = await pickProfile(options.openElsewhere().filter((file) => !known.has(file.toString())));
    if (!picked) return;
    comparedWith = picked;
    await send({ type: 'profileToCompare', file: await describe(picked) });
  };

  loadPage(panel, extensionUri, (message: FromPanel) => {
    switch (message.type) {
      case 'ready':
        recall(message.profiles);
        void sendFiles(message.protocolVersion);
        return;
      case 'requestProfile': {
        const file = known.get(message.fileId);
        if (file) void transfers.start(message.fileId, file);
        else log.warn(`The page asked for a file that it was not given: ${message.fileId}`);
        return;
      }
      case 'mapPositions':
        void answerPositions(message.requestId, message.scripts);
        return;
      case 'pickProfileToCompare':
        pickToCompare().catch((error: unknown) => void showFailure(log, error));
        return;
      case 'stopComparing':
        comparedWith = null;
        return;
      case 'showLineHeat': {
        const profile = known.get(message.fileId);
        if (profile) options.showLineHeat(profile, message).catch((error: unknown) => void showFailure(log, error));
        return;
      }
      case 'openLocation':
        openFromPanel(message, panel, log);
        return;
      case 'showLog':
        log.show();
        return;
      default:
        // The rest belongs to a capture.
        log.warn(`The page of a profile sent ${message.type}.`);
    }
  });
  return { shown: () => ({ ...shown, comparedWith }) };
}
