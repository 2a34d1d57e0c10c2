/** The log, and the one way in which an error reaches the user: a sentence, and a button that leads on. */
import * as vscode from 'vscode';
import { commands, settingsSection } from './ids.ts';

export type Log = vscode.LogOutputChannel;

export function createLog(): Log {
  return vscode.window.createOutputChannel('Concurrency Profiler', { log: true });
}

const showLog = 'Show Log';
const openSettings = 'Open Settings';
const manageTrust = 'Manage Workspace Trust';

/** Failures whose remedy is in the settings. */
const remediedBySettings = new Set([
  'nodeNotFound',
  'nodeNotWorking',
  'nodeTooOld',
  'typeScriptUnsupported',
  'unknownVariable',
  'environmentFileUnreadable',
  'folderNotWritable',
  'diskFull',
  'cwdNotFound',
]);

/** Logs the failure and tells the user. Never rejects; settles when the message is gone. */
export async function showFailure(log: Log, error: unknown): Promise<void> {
  const message = error instanceof Error ? error.message : String(error);
  const code = userErrorCode(error);
  log.error(code === null && error instanceof Error ? (error.stack ?? message) : message);
  const actions = [
    ...(code === 'untrustedWorkspace' ? [manageTrust] : []),
    ...(code !== null && remediedBySettings.has(code) ? [openSettings] : []),
    showLog,
  ];
  // What is no UserError is a mistake of ours; the user should not look for it in their program.
  const text = code === null ? `The profiler failed: ${message} The log holds the details.` : message;
  const chosen = await vscode.window.showErrorMessage(text, ...actions);
  if (chosen === showLog) log.show();
  if (chosen === openSettings) {
    await vscode.commands.executeCommand('workbench.action.openSettings', settingsSection);
  }
  if (chosen === manageTrust) await vscode.commands.executeCommand('workbench.trust.manage');
}

/** The program's own error: no failure of ours, so its output leads on and not our log. */
export async function showProgramError(name: string, error: string): Promise<void> {
  const showOutput = 'Show Program Output';
  const chosen = await vscode.window.showErrorMessage(`${name} ended with an error: ${error}`, showOutput);
  if (chosen === showOutput) await vscode.commands.executeCommand(commands.showOutput);
}

/** By its name: the launcher is a bundle of its own, with a class UserError of its own. Null for all other failures. */
function userErrorCode(error: unknown): string | null {
  return error instanceof Error && error.name === 'UserError' && 'code' in error ? String(error.code) : null;
}
