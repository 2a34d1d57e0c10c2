/** One trial: asks for inputs, measures with a progress that can be cancelled. */
import * as vscode from 'vscode';
import type { TrialProgress } from '../../profiler/trial/api.ts';
import type { TrialModel, TrialResult } from '../../profiler/trialResult.ts';
import { readTrialSettings } from '../configuration.ts';
import type { Log } from '../log.ts';
import { requestFor } from '../run/profile.ts';
import { bestSoFar } from './bestSoFar.ts';
import { takesList, type ChosenInputs } from './inputs.ts';

export interface TrialSettings {
  /** Absolute; null without. */
  readonly inputsFile: string | null;
  readonly models: readonly Exclude<TrialModel, 'serial'>[];
  /** Undefined: as many as fit. */
  readonly repeat: number | undefined;
  readonly timeLimitMs: number;
  readonly redisUrl: string | undefined;
}

export interface TrialSubject {
  readonly file: vscode.Uri;
  readonly exportName: string;
  readonly name: string;
  readonly parameters: readonly string[];
}

export interface TrialRun {
  readonly subject: TrialSubject;
  readonly inputs: ChosenInputs;
  readonly stop: AbortSignal;
  readonly log: Log;
  onText(text: string): void;
}

/** Rejects with a UserError when nothing can be measured. Cancelled, it gives what was measured until then. */
export async function measureModels({ subject, inputs, stop, log, onText }: TrialRun): Promise<TrialResult> {
  const { file, exportName, name } = subject;
  const request = await requestFor(file);
  // The inputs' file is no setting of the trial itself.
  const { models, repeat, timeLimitMs, redisUrl } = readTrialSettings(file);
  const { runTrial } = await import('../../profiler/trial/runTrial.ts');
  const progress = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: `Comparing models for ${name}`,
  };
  log.info(`Trial of ${exportName} in ${file.fsPath}`);
  return vscode.window.withProgress(progress, async (notification, cancellation) => {
    const cancel = new AbortController();
    cancellation.onCancellationRequested(() => cancel.abort());
    let reached = 0;
    return runTrial({
      module: file.fsPath,
      exportName,
      inputs,
      cwd: request.cwd,
      spread: takesList(subject),
      models: redisUrl === undefined ? models.filter((model) => model !== 'distributed-queue') : models,
      repeat,
      timeLimitMs,
      redisUrl,
      nodePath: request.nodePath,
      nodeArgs: request.nodeArgs ?? [],
      env: request.env ?? {},
      signal: AbortSignal.any([stop, cancel.signal]),
      onProgress: (now: TrialProgress) => {
        notification.report({ message: `${now.text}${bestSoFar(now)}`, increment: (now.done - reached) * 100 });
        reached = now.done;
        onText(now.text);
      },
    });
  });
}
