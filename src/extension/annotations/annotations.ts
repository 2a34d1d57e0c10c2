/** The numbers beside the code: which report they come from, and the language server that shows them, started late. */
import * as vscode from 'vscode';
import type { Report } from '../../profiler/report.ts';
import { readAnnotationSettings } from '../configuration.ts';
import { commands, contextKeys, settingsSection } from '../ids.ts';
import type { Log } from '../log.ts';
import type { AnnotationClient } from './client.ts';

export class Annotations {
  readonly #serverFile: string;
  readonly #log: Log;
  readonly #replace: () => Promise<void>;
  readonly #configuration: vscode.Disposable;
  #shown: { report: Report; captureDir: string } | null = null;
  /** Set from the first report until the extension ends; a failed start frees it for another try. */
  #client: Promise<AnnotationClient> | undefined;

  /** `replace` takes away what a profile file shows beside the code. */
  constructor(serverFile: string, log: Log, replace: () => Promise<void>) {
    this.#serverFile = serverFile;
    this.#log = log;
    this.#replace = replace;
    this.#configuration = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(settingsSection)) void this.#update();
    });
  }

  async show(report: Report, captureDir: string): Promise<void> {
    this.#shown = { report, captureDir };
    await this.#replace();
    await this.#update();
  }

  /** `captureDir`: only when its numbers are the ones shown. */
  async clear(captureDir?: string): Promise<void> {
    if (captureDir !== undefined && this.#shown?.captureDir !== captureDir) return;
    this.#shown = null;
    await this.#update();
  }

  async dispose(): Promise<void> {
    this.#configuration.dispose();
    const client = await this.#client?.catch(() => undefined);
    await client?.stop();
  }

  async #update(): Promise<void> {
    const settings = readAnnotationSettings();
    const wanted = this.#shown !== null;
    const annotated = wanted && (settings.codeLens || settings.hover || settings.lineHeat);
    void vscode.commands.executeCommand('setContext', contextKeys.annotated, annotated);
    // Nothing to show, and no server that shows something: nothing to do.
    if (!wanted && !this.#client) return;
    try {
      this.#client ??= this.#start();
      const client = await this.#client;
      await client.show(settings, {
        report: this.#shown?.report ?? null,
        captureDir: this.#shown?.captureDir ?? '',
        openCommand: commands.openCapture,
        applyCommand: commands.applyRecommendation,
      });
    } catch (error) {
      this.#client = undefined;
      // The panel has the same numbers; a message on top of it would only disturb.
      this.#log.error(
        `The numbers beside the code are missing: ${error instanceof Error ? error.stack : String(error)}`,
      );
    }
  }

  async #start(): Promise<AnnotationClient> {
    // Loaded here, because the client library would cost half of the activation's time.
    const { startAnnotationClient } = await import('./client.ts');
    return startAnnotationClient(this.#serverFile, commands.openCapture, this.#log);
  }
}
