/** An edit plan in VS Code's Refactor Preview: nothing changes before the user has confirmed it there. */
import * as vscode from 'vscode';
import type { EditPlan, FileChange } from '../../profiler/edit/editPlan.ts';
import { uriOf } from './projectFiles.ts';

/** True when the user has applied the edit, at least in part. */
export async function previewAndApply(plan: EditPlan): Promise<boolean> {
  const edit = new vscode.WorkspaceEdit();
  askForConfirmation(edit, plan);
  const changed: vscode.TextDocument[] = [];
  for (const change of plan.changes) {
    if (change.kind === 'create') create(edit, change);
    else changed.push(await replace(edit, change));
  }
  const before = changed.map(({ version }) => version);
  // Settles when the preview is closed; true is said of a discarded preview too, as an edit of nothing.
  const settled = await vscode.workspace.applyEdit(edit, { isRefactoring: true });
  return settled && changed.some(({ version }, at) => version !== before[at]);
}

/**
 * VS Code opens the preview when one entry asks for confirmation, and leaves such entries unticked: each would have to be
 * ticked by hand before Apply does anything. So an entry that does nothing asks: it creates a file that exists, which the
 * preview leaves out (`ignoreIfExists`). All others stand there ticked.
 */
function askForConfirmation(edit: vscode.WorkspaceEdit, plan: EditPlan): void {
  const existing = plan.changes.find(({ kind }) => kind === 'change');
  if (!existing) throw new Error(`The plan "${plan.title}" changes no file that exists.`);
  edit.createFile(uriOf(existing.file), { ignoreIfExists: true }, { needsConfirmation: true, label: plan.title });
}

function create(edit: vscode.WorkspaceEdit, { file, text }: Extract<FileChange, { kind: 'create' }>): void {
  const contents = new TextEncoder().encode(text);
  const metadata = { needsConfirmation: false, label: 'Add a file' };
  edit.createFile(vscode.Uri.file(file), { contents, overwrite: false }, metadata);
}

async function replace(
  edit: vscode.WorkspaceEdit,
  { file, replacements }: Extract<FileChange, { kind: 'change' }>,
): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uriOf(file));
  for (const { start, end, text, label } of replacements) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(document.uri, range, text, { needsConfirmation: false, label });
  }
  return document;
}
