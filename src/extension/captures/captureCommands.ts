/** What can be done with a past capture. */
import path from 'node:path';
import * as vscode from 'vscode';
import { deleteCapture } from '../../profiler/capture/list.ts';
import type { Analysis } from '../analysis.ts';
import { captureFolder } from '../configuration.ts';
import { titleOf } from './captureTree.ts';
import { describeCapture } from './describeCapture.ts';
import type { ListedCapture } from './listedCapture.ts';

/** A capture as commands receive it: from the list, from a lens or another extension (a path), or as a folder's URI. */
export type CaptureArgument = ListedCapture | string | vscode.Uri | undefined;

/** The folder that an argument means; null when none was given. */
export function captureDirOf(argument: CaptureArgument): string | null {
  if (typeof argument === 'string') return argument;
  if (argument instanceof vscode.Uri) {
    // The file that marks a capture stands for its folder.
    return path.basename(argument.fsPath) === 'capture.json' ? path.dirname(argument.fsPath) : argument.fsPath;
  }
  return argument?.dir ?? null;
}

/** Lets the user choose among past captures, or a folder elsewhere. */
export async function pickCapture(analysis: Analysis): Promise<string | null> {
  const now = new Date();
  const listing = analysis.ask({ kind: 'list', root: captureFolder() });
  const browse = { label: '$(folder-opened) Browse for a Capture Folder…', dir: null };
  const items = listing.then((captures) => [
    ...captures.map((capture) => ({
      label: titleOf(capture),
      description: describeCapture(capture, now),
      detail: capture.cwd,
      dir: capture.dir,
    })),
    browse,
  ]);
  const options = {
    title: 'Open Capture',
    placeHolder: 'Choose a past run',
    matchOnDescription: true,
    matchOnDetail: true,
  };
  const chosen = await vscode.window.showQuickPick(items, options);
  if (!chosen) return null;
  return chosen.dir ?? browseForCapture();
}

async function browseForCapture(): Promise<string | null> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Open Capture',
      openLabel: 'Open Capture',
      canSelectFiles: false,
      canSelectFolders: true,
      defaultUri: vscode.Uri.file(captureFolder()),
    })) ?? [];
  return folder?.fsPath ?? null;
}

/** True when it was deleted. */
export async function confirmAndDelete(capture: ListedCapture): Promise<boolean> {
  const deleteIt = 'Delete';
  const chosen = await vscode.window.showWarningMessage(
    `Delete the capture of ${titleOf(capture)}?`,
    { modal: true, detail: `${new Date(capture.startedAt).toLocaleString()}. This cannot be undone.` },
    deleteIt,
  );
  if (chosen !== deleteIt) return false;
  await deleteCapture(capture.dir);
  return true;
}

/** Shows the capture in the system's file manager. */
export async function revealCapture(captureDir: string): Promise<void> {
  await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(path.join(captureDir, 'capture.json')));
}
