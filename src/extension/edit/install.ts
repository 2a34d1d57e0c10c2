/** Runs the project's package manager where the user sees it. */
import * as vscode from 'vscode';
import type { PackageManager } from './packageManager.ts';

/** Settles when it has ended; true when it went well. */
export async function install(manager: PackageManager, folder: string): Promise<boolean> {
  const task = new vscode.Task(
    { type: 'profileConcurrency.install' },
    vscode.TaskScope.Workspace,
    `${manager} install`,
    'Concurrency Profiler',
    new vscode.ShellExecution(manager, ['install'], { cwd: folder }),
    [],
  );
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  let ended = (_code: number | undefined): void => {};
  const exitCode = new Promise<number | undefined>((resolve) => (ended = resolve));
  const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode: code }) => {
    if (execution.task === task || execution.task.name === task.name) ended(code);
  });
  // Also where the process never started.
  const last = vscode.tasks.onDidEndTask(({ execution }) => {
    if (execution.task.name === task.name) setTimeout(() => ended(undefined));
  });
  try {
    await vscode.tasks.executeTask(task);
    return (await exitCode) === 0;
  } finally {
    listener.dispose();
    last.dispose();
  }
}
