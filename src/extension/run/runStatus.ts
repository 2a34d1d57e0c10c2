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
    this.#item.tooltip = `Profiling ${name}. Click to stop it and see its report.`;
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
