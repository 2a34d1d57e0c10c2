/** From a file, or a program that runs, to an open panel: one measurement at a time, with its progress and its Stop. */
import * as vscode from 'vscode';
import { untrustedWorkspace } from '../../profiler/errors.ts';
import type { Run, RunOutcome } from '../../profiler/launch/api.ts';
import { measureAttached } from '../attach/measure.ts';
import { pickTarget, type ChosenTarget } from '../attach/pickTarget.ts';
import { readRevealTerminal } from '../configuration.ts';
import { contextKeys } from '../ids.ts';
import { showFailure, type Log } from '../log.ts';
import { fileToProfile } from './fileToProfile.ts';
import { record, runName, type Repeat } from './profile.ts';
import { ProgramTerminal } from './programTerminal.ts';
import { revealsTerminal } from './revealTerminal.ts';
import { RunSlot, type Occupant } from './slot.ts';
import { RunStatus } from './runStatus.ts';

export interface RunsOptions {
  log: Log;
  /** Analyses the capture and shows its panel beside the file; settles when the report is there or has failed. */
  showCapture(captureDir: string, file: vscode.Uri): Promise<void>;
  /** The same for a program that ran already. */
  showAttached(captureDir: string): Promise<void>;
}

const stopIt = 'Stop';
const showRunning = 'Show Running';

export class Runs {
  readonly #slot = new RunSlot((occupant) => this.#slotChanged(occupant));
  readonly #status = new RunStatus();
  readonly #options: RunsOptions;
  #terminal: ProgramTerminal | undefined;

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  /** Without a file, the one in the active editor. Failures are told to the user here. */
  async profile(
    file: vscode.Uri | undefined,
    repeat: Repeat | null,
    showCapture = this.#options.showCapture,
  ): Promise<void> {
    const { log } = this.#options;
    try {
      if (this.#slot.occupant) {
        await this.#offerToStop(this.#slot.occupant);
        return;
      }
      const target = await fileToProfile(file);
      const outcome = await this.#record(target, repeat);
      if (revealsTerminal(readRevealTerminal(target), outcome)) this.showOutput();
      await showCapture(outcome.captureDir, target);
    } catch (error) {
      // The message stays until the user has read it; nothing waits for that.
      void showFailure(log, error);
    }
  }

  /** Asks for a running program and measures it for a while. Failures are told to the user here. */
  async attach(): Promise<void> {
    const { log } = this.#options;
    try {
      if (!vscode.workspace.isTrusted) throw untrustedWorkspace();
      if (this.#slot.occupant) {
        await this.#offerToStop(this.#slot.occupant);
        return;
      }
      const chosen = await pickTarget();
      if (!chosen) return;
      await this.#options.showAttached(await this.#measureAttached(chosen));
    } catch (error) {
      void showFailure(log, error);
    }
  }

  /** Measures something else while no program is profiled: each would falsify the numbers of the other. */
  async alone<Result>(name: string, work: (stop: AbortSignal) => Promise<Result>): Promise<Result | null> {
    if (!this.#slot.occupant) return this.#slot.start(name, work);
    await this.#offerToStop(this.#slot.occupant);
    return null;
  }

  /** Ends the run under way; its report follows. */
  stop(): void {
    this.#slot.occupant?.stop();
  }

  /** The terminal of the program that runs or ran last; the keyboard goes there when `focus` says so. */
  showOutput(focus = false): void {
    this.#terminal?.show(focus);
  }

  /** Ends the run under way and waits for its capture: the window closes. */
  async dispose(): Promise<void> {
    const { occupant } = this.#slot;
    occupant?.stop();
    await occupant?.ended;
    this.#status.dispose();
    this.#terminal?.dispose();
  }

  #record(file: vscode.Uri, repeat: Repeat | null): Promise<RunOutcome> {
    const name = runName(file);
    return this.#slot.start(name, async (stop) => {
      let run: Run | undefined;
      const terminal = this.#newTerminal(name, {
        onInterrupt: () => run?.signal('SIGINT'),
        onClose: () => this.stop(),
      });
      if (revealsTerminal(readRevealTerminal(file), null)) this.showOutput();
      const progress = {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: `Profiling ${name}`,
      };
      return vscode.window.withProgress(progress, (notification, cancellation) => {
        cancellation.onCancellationRequested(() => this.stop());
        notification.report({ message: 'Starting the program…' });
        return record({
          file,
          repeat,
          terminal,
          stop,
          log: this.#options.log,
          onRun: (started) => (run = started),
          onProgress: (line, numbers) => {
            notification.report({ message: `${line}. Cancel stops the program and shows its report.` });
            this.#status.update(numbers);
          },
        });
      });
    });
  }

  #measureAttached(chosen: ChosenTarget): Promise<string> {
    return this.#slot.start(chosen.name, async (stop) => {
      const progress = {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: `Attached to ${chosen.name}`,
      };
      return vscode.window.withProgress(progress, (notification, cancellation) => {
        cancellation.onCancellationRequested(() => this.stop());
        return measureAttached({
          chosen,
          stop,
          log: this.#options.log,
          onProgress: (line, numbers) => {
            notification.report({ message: `${line}. Cancel shows the report; the program goes on.` });
            this.#status.update(numbers);
          },
        });
      });
    });
  }

  async #offerToStop(occupant: Occupant): Promise<void> {
    const text = `${occupant.name} is being profiled. Only one program is measured at a time, so that the numbers stay true.`;
    const chosen = await vscode.window.showWarningMessage(text, stopIt, showRunning);
    // The message may have been there for longer than the run.
    if (chosen === stopIt && this.#slot.occupant === occupant) occupant.stop();
    if (chosen === showRunning) this.showOutput();
  }

  /** The last program's output makes room for the next. */
  #newTerminal(name: string, events: ConstructorParameters<typeof ProgramTerminal>[1]): ProgramTerminal {
    this.#terminal?.dispose();
    this.#terminal = new ProgramTerminal(`Profile: ${name}`, events);
    void vscode.commands.executeCommand('setContext', contextKeys.output, true);
    return this.#terminal;
  }

  #slotChanged(occupant: Occupant | undefined): void {
    void vscode.commands.executeCommand('setContext', contextKeys.running, occupant !== undefined);
    if (occupant) this.#status.show(occupant.name);
    else this.#status.hide();
  }
}
