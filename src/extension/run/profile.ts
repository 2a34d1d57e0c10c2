/** Runs a file under measurement, shows how it goes, and ends with its capture on disk. */
import { readFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type * as vscode from 'vscode';
import { environmentFileUnreadable } from '../../profiler/errors.ts';
import type { Progress, Run, RunOutcome, RunRequest } from '../../profiler/launch/api.ts';
import { captureFolder, fileContext, readRunSettings } from '../configuration.ts';
import type { Log } from '../log.ts';
import { progressLine } from '../wording.ts';
import type { ProgramTerminal } from './programTerminal.ts';
import { environmentFile, toRunRequest } from './settings.ts';

/** Of an earlier run that is made again: the command as it was, whatever the settings say now. */
export interface Repeat {
  args: readonly string[];
  cwd: string;
}

export interface Recording {
  file: vscode.Uri;
  repeat: Repeat | null;
  terminal: ProgramTerminal;
  /** Ends the run and keeps its capture; may fire before the program has started. */
  stop: AbortSignal;
  onRun(run: Run): void;
  /** The line for the notification and, of the running program, the time for the status bar. */
  onProgress(line: string, progress: Progress): void;
  log: Log;
}

/** Rejects with a UserError when profiling itself failed; a program that fails is a result. */
export async function record(recording: Recording): Promise<RunOutcome> {
  const { terminal, log } = recording;
  const request = await runRequest(recording);
  log.info(`Profiling ${request.script} in ${request.cwd}, arguments ${JSON.stringify(request.args)}`);
  const { startRun } = await import('../../profiler/launch/run.ts');
  const run = startRun(request);
  recording.onRun(run);
  run.onProgress((progress) => recording.onProgress(progressLine(progress, os.availableParallelism()), progress));
  onAbort(recording.stop, () => run.stop());
  try {
    const outcome = await run.finished;
    log.info(`${endOf(outcome)} Capture: ${outcome.captureDir}`);
    terminal.end(endOf(outcome));
    return outcome;
  } catch (error) {
    terminal.end('Profiling failed.');
    throw error;
  }
}

/** How the settings say that this file is run. Rejects with a UserError. */
export async function requestFor(file: vscode.Uri): Promise<ReturnType<typeof toRunRequest>> {
  const settings = readRunSettings(file);
  const context = fileContext(file);
  return toRunRequest(settings, context, await readEnvironment(environmentFile(settings, context)));
}

async function runRequest({ file, repeat, terminal }: Recording): Promise<RunRequest> {
  return {
    ...(await requestFor(file)),
    ...(repeat ?? {}),
    outDir: captureFolder(),
    stdio: { stdin: terminal.input, stdout: terminal.newOutput(), stderr: terminal.newOutput() },
  };
}

async function readEnvironment(file: string | null): Promise<Record<string, string>> {
  if (file === null) return {};
  const { parse } = await import('dotenv');
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw environmentFileUnreadable(file, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

function endOf({ exit }: RunOutcome): string {
  switch (exit.reason) {
    case 'stopped':
      return 'The program was stopped.';
    case 'killed':
      return `The program was ended by ${exit.signal ?? 'a signal'}.`;
    case 'crashed':
    case 'exited':
      return exit.signal !== null
        ? `The program was ended by ${exit.signal}.`
        : `The program ended with exit code ${exit.code ?? 'unknown'}.`;
  }
}

function onAbort(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
}

/** What the user knows the run by. */
export const runName = (file: vscode.Uri): string => path.basename(file.fsPath);
