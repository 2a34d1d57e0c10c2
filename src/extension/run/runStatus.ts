/** The status bar while a program runs: its time, and a click that stops it. */
import * as vscode from 'vscode';
import type { Progress } from '../../profiler/launch/api.ts';
import { commands } from '../ids.ts';
import { clock } from '../wording.ts';

export class RunStatus {
  #item: vscode.StatusBarItem | undefined;
  #name = '';

  show(name: string): void {
    this.#name = name;
    this.#item ??= vscode.window.createStatusBarItem(commands.stop, vscode.StatusBarAlignment.Left);
    this.#item.name = 'Concurrency Profiler';
    this.#item.command = commands.stop;
    this.#item.tooltip = tooltipOf(name);
    this.#item.text = `$(debug-stop) ${name}`;
    this.#item.show();
  }

  update(progress: Progress): void {
    if (!this.#item) return;
    const running = progress.stage === 'starting' || progress.stage === 'recording';
    this.#item.text = running
      ? `$(debug-stop) ${this.#name} ${clock(progress.elapsedMs)}`
      : `$(sync~spin) ${this.#name}`;
  }

  hide(): void {
    this.#item?.hide();
  }

  dispose(): void {
    this.#item?.dispose();
  }
}

/** Where a program that waits for input is found, too: its terminal may be out of view. */
function tooltipOf(name: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString('Profiling ');
  text.appendText(name);
  text.appendMarkdown(
    `. Click to stop it and see its report.\n\n[Show Program Output](command:${commands.showOutput}), and type there what it reads.`,
  );
  text.isTrusted = { enabledCommands: [commands.showOutput] };
  return text;
}
