/** Lets the user say which running program is meant. */
import * as vscode from 'vscode';
import { parseTarget } from '../../profiler/launch/attach/target.ts';
import { listNodeProcesses, type NodeProcess } from './nodeProcesses.ts';

export interface ChosenTarget {
  /** As the user knows it. */
  readonly name: string;
  /** A process id or an address. */
  readonly target: string;
}

type Item = vscode.QuickPickItem & { readonly process: NodeProcess | null };

/** Null when the user has thought better of it. */
export async function pickTarget(): Promise<ChosenTarget | null> {
  const chosen = await vscode.window.showQuickPick(listItems(), {
    title: 'Attach',
    placeHolder: 'Choose a running Node.js program',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!chosen) return null;
  if (!chosen.process) return askForAddress();
  return { name: chosen.process.name, target: String(chosen.process.pid) };
}

async function listItems(): Promise<Item[]> {
  const processes = await listNodeProcesses();
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const isOurs = ({ cwd }: NodeProcess): boolean => cwd !== null && folders.some((folder) => cwd.startsWith(folder));
  const ordered = [...processes.filter(isOurs), ...processes.filter((one) => !isOurs(one))];
  return [
    ...ordered.map((process) => ({
      label: process.name,
      description: `process ${process.pid}`,
      detail: process.command,
      process,
    })),
    {
      label: '$(plug) Enter a Process Id or an Address…',
      description: 'of an inspector, such as 127.0.0.1:9229',
      process: null,
    },
  ];
}

async function askForAddress(): Promise<ChosenTarget | null> {
  const text = await vscode.window.showInputBox({
    title: 'Attach',
    prompt: 'A process id, or the address of an inspector as Node.js prints it with --inspect',
    placeHolder: '127.0.0.1:9229',
    validateInput: complaintAbout,
  });
  return text === undefined ? null : { name: text.trim(), target: text };
}

function complaintAbout(text: string): string | null {
  if (text.trim() === '') return 'Enter a process id, or an address such as 127.0.0.1:9229.';
  try {
    parseTarget(text);
    return null;
  } catch {
    return 'This is neither a process id nor an address such as 127.0.0.1:9229.';
  }
}
