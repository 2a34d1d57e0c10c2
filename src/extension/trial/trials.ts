/** "Compare Concurrency Models…": from the function at the cursor, or a recommendation's, to measured bars in the panel. */
import path from 'node:path';
import * as vscode from 'vscode';
import { writeTrial } from '../../profiler/capture/trials.ts';
import {
  functionNotExported,
  functionWithoutName,
  noFunctionHere,
  noSuchRecommendation,
  sourceNotReadable,
} from '../../profiler/errors.ts';
import type { Location, Report } from '../../profiler/report.ts';
import type { TrialResult } from '../../profiler/trialResult.ts';
import { folderOf, readTrialSettings } from '../configuration.ts';
import type { Log } from '../log.ts';
import { uriOf } from '../edit/projectFiles.ts';
import { fileToProfile } from '../run/fileToProfile.ts';
import { askForInputs } from './inputs.ts';
import type { RememberedInputs } from './rememberedInputs.ts';
import { showTrialAlone } from './showTrialAlone.ts';
import { measureModels, type TrialSubject } from './trial.ts';

export interface TrialsOptions {
  readonly log: Log;
  readonly remembered: RememberedInputs;
  openReport(captureDir: string): Promise<Report>;
  /** The capture that shows this file's trials; null where none measured it. */
  captureOf(file: string): Promise<string | null>;
  /** Runs the work while nothing else is measured; null when something else is. */
  alone(name: string, work: (stop: AbortSignal) => Promise<TrialResult>): Promise<TrialResult | null>;
  /** Shows the capture's panel with a new report. */
  showAgain(captureDir: string): Promise<void>;
  /** What the panel of the capture, where there is one, says beside the recommendation. */
  tellPanel(captureDir: string, recommendationId: string, state: 'running' | 'idle', text: string): void;
}

export class Trials {
  readonly #options: TrialsOptions;

  constructor(options: TrialsOptions) {
    this.#options = options;
  }

  /** Of the function at the cursor. */
  readonly trialFunction = async (argument?: unknown): Promise<void> => {
    const file = await fileToProfile(argument instanceof vscode.Uri ? argument : undefined);
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === file.toString());
    const subject = await subjectAt(file, (editor?.selection.active.line ?? 0) + 1);
    const captureDir = await this.#options.captureOf(file.fsPath);
    await this.#run(subject, captureDir, () => undefined);
  };

  /** Of a recommendation's function. */
  async trialRecommendation(captureDir: string, recommendationId: string): Promise<void> {
    const { openReport, tellPanel } = this.#options;
    const report = await openReport(captureDir);
    const recommendation = report.recommendations.find(({ id }) => id === recommendationId);
    const location = recommendation && subjectOf(recommendation);
    if (!location) throw noSuchRecommendation();
    const file = await fileToProfile(uriOf(location.file));
    const subject = await subjectAt(file, location.line);
    try {
      await this.#run(subject, captureDir, (text) => tellPanel(captureDir, recommendationId, 'running', text));
    } finally {
      tellPanel(captureDir, recommendationId, 'idle', '');
    }
  }

  async #run(subject: TrialSubject, captureDir: string | null, onText: (text: string) => void): Promise<void> {
    const { log, remembered, alone, showAgain } = this.#options;
    const { file, exportName, name, parameters } = subject;
    const inputs = await askForInputs({
      functionName: name,
      parameters,
      remembered: remembered.of(file.fsPath, exportName),
      fromSettings: readTrialSettings(file).inputsFile,
      folder: folderOf(file),
    });
    if (!inputs) return;
    await remembered.keep(file.fsPath, exportName, inputs);
    const result = await alone(`the comparison of models for ${name}`, (stop) =>
      measureModels({ subject, inputs, stop, log, onText }),
    );
    // Cancelled before anything could be compared: nothing to show.
    if (!result || (result.exit === 'cancelled' && result.variants.length < 2)) return;
    log.info(`Trial of ${name}: ${result.conclusion}`);
    if (captureDir === null) {
      await showTrialAlone(result, folderOf(file));
      return;
    }
    await writeTrial(captureDir, result);
    await showAgain(captureDir);
  }
}

/** Rejects with a UserError where no exported function stands. */
async function subjectAt(file: vscode.Uri, line: number): Promise<TrialSubject> {
  const document = await vscode.workspace.openTextDocument(file);
  // A bundle of its own, because of its parser.
  const { exportedFunctionAt } = await import('./exportedFunctionAt.ts');
  const name = path.basename(file.fsPath);
  const found = readFunction();
  if (found.kind === 'none') throw noFunctionHere();
  if (found.kind === 'not-exported')
    throw found.name === null ? functionWithoutName() : functionNotExported(found.name, name);
  return { file, exportName: found.exportName, name: found.name, parameters: found.parameters };

  function readFunction(): ReturnType<typeof exportedFunctionAt> {
    try {
      return exportedFunctionAt(document.getText(), file.fsPath, line);
    } catch (error) {
      throw sourceNotReadable(name, error instanceof Error ? error.message : String(error));
    }
  }
}

/** Where the function is that the recommendation is about. */
function subjectOf({ target, action }: Report['recommendations'][number]): Location | null {
  return target?.location ?? (action && 'location' in action ? action.location : null);
}
