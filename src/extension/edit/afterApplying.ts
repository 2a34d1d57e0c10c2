/** What follows an applied edit: its packages are installed, the program is profiled again. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import type { EditPlan } from '../../profiler/edit/editPlan.ts';
import { install } from './install.ts';
import { isInstalled, packageManagerOf } from './packageManager.ts';
import { uriOf } from './projectFiles.ts';

export interface NextStep {
  readonly plan: EditPlan;
  profileAgainAndCompare(): Promise<void>;
}

const again = 'Profile Again and Compare';
const tryAgain = 'Try Again';

/** Settles when the user has chosen, or has put the message away. */
export async function offerNextStep({ plan, profileAgainAndCompare }: NextStep): Promise<void> {
  const folder = path.dirname(packageFileOf(plan));
  const missing = plan.packages.map(({ name }) => name).filter((name) => !isInstalled(name, folder, readOrNull));
  if (missing.length > 0) {
    const installIt = `Install ${list(missing)}`;
    const text = `Applied. Install ${list(missing)} and profile again?`;
    const chosen = await vscode.window.showInformationMessage(text, installIt, again);
    if (chosen === undefined) return;
    await save(plan);
    if (chosen === installIt) {
      if (!(await installUntilItWorks(folder))) return;
      if ((await vscode.window.showInformationMessage(`Installed ${list(missing)}. Profile again?`, again)) !== again)
        return;
    }
  } else {
    if ((await vscode.window.showInformationMessage('Applied. Profile again?', again)) !== again) return;
    await save(plan);
  }
  await profileAgainAndCompare();
}

/** A registry that does not answer may do so a moment later. False when the user gives up. */
async function installUntilItWorks(folder: string): Promise<boolean> {
  const manager = packageManagerOf(folder, readOrNull);
  while (!(await install(manager, folder))) {
    const text = `${manager} install failed. Its terminal says why.`;
    if ((await vscode.window.showErrorMessage(text, tryAgain)) !== tryAgain) return false;
  }
  return true;
}

/** The program runs from disk. */
async function save({ changes }: EditPlan): Promise<void> {
  for (const { file } of changes) {
    const uri = uriOf(file).toString();
    const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
    if (document?.isDirty) await document.save();
  }
}

/** The package.json that the plan changes, else the one nearest to its first file. */
function packageFileOf({ changes }: EditPlan): string {
  const changed = changes.find(({ file }) => path.basename(file) === 'package.json');
  if (changed) return changed.file;
  const first = changes[0]?.file ?? '';
  for (let at = path.dirname(first); path.dirname(at) !== at; at = path.dirname(at)) {
    const file = path.join(at, 'package.json');
    if (existsSync(file)) return file;
  }
  return path.join(path.dirname(first), 'package.json');
}

function readOrNull(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

const list = (names: readonly string[]): string => names.join(' and ');
