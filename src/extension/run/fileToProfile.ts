/** What a click or the palette means by "this file", saved and allowed to run. */
import path from 'node:path';
import * as vscode from 'vscode';
import { documentNotSaved, noFileToProfile, notALocalFile, untrustedWorkspace } from '../../profiler/errors.ts';

/** Rejects with a UserError when there is no file, it is not on disk, or nothing may run here. */
export async function fileToProfile(chosen: vscode.Uri | undefined): Promise<vscode.Uri> {
  // The menus hide the command in untrusted workspaces; keybindings and other extensions still reach it.
  if (!vscode.workspace.isTrusted) throw untrustedWorkspace();
  const uri = chosen ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) throw noFileToProfile();
  const name = path.posix.basename(uri.path);
  if (uri.scheme !== 'file') throw notALocalFile(name);
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty && !(await open.save())) throw documentNotSaved(name);
  return uri;
}
