/** Reads the settings of VS Code into plain values. */
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { capturesRoot } from '../profiler/capture/stateFolder.ts';
import type { AttachRequest } from '../profiler/launch/attach/api.ts';
import { settingKeys, settingsSection } from './ids.ts';
import type { AnnotationSettings } from './languageServer/messages.ts';
import type { RevealTerminal } from './run/revealTerminal.ts';
import { expandVariables, type FileContext, type RunSettings } from './run/settings.ts';
import type { TrialSettings } from './trial/trial.ts';

/** As they apply to this file: folders of a workspace may differ. The defaults stand in the manifest alone. */
export function readRunSettings(file: vscode.Uri): RunSettings {
  const read = settingsOf(file);
  return {
    nodePath: read(settingKeys.nodePath),
    nodeArguments: read(settingKeys.nodeArguments),
    arguments: read(settingKeys.arguments),
    cwd: read(settingKeys.cwd),
    env: read(settingKeys.env),
    envFile: read(settingKeys.envFile),
    engine: read(settingKeys.engine),
    cpuSamplingIntervalMs: read(settingKeys.cpuSamplingInterval),
    heapMode: read(settingKeys.heapMode),
    heapSamplingIntervalKib: read(settingKeys.heapSamplingInterval),
  };
}

/** For a program that runs already: no file of it is known. */
export function readAttachSettings(): Required<
  Pick<AttachRequest, 'durationMs' | 'cpuIntervalMicros' | 'heapMode' | 'heapIntervalBytes'>
> {
  const read = settingsOf(undefined);
  return {
    durationMs: read<number>(settingKeys.attachDuration) * 1000,
    cpuIntervalMicros: Math.max(1, Math.round(read<number>(settingKeys.cpuSamplingInterval) * 1000)),
    heapMode: read(settingKeys.heapMode),
    heapIntervalBytes: Math.max(1, Math.round(read<number>(settingKeys.heapSamplingInterval) * 1024)),
  };
}

/** As they apply to the file with the function. */
export function readTrialSettings(file: vscode.Uri): TrialSettings {
  const read = settingsOf(file);
  const inputsFile: string = expandVariables(read(settingKeys.trialInputsFile), fileContext(file));
  const repeat: number = read(settingKeys.trialRepeat);
  const redisUrl: string = read(settingKeys.trialRedisUrl);
  return {
    inputsFile: inputsFile === '' ? null : path.resolve(folderOf(file), inputsFile),
    models: read(settingKeys.trialModels),
    repeat: repeat === 0 ? undefined : repeat,
    timeLimitMs: read<number>(settingKeys.trialTimeLimit) * 1000,
    redisUrl: redisUrl === '' ? undefined : redisUrl,
  };
}

/** The workspace folder of the file, or the file's own. */
export const folderOf = (file: vscode.Uri): string =>
  vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? path.dirname(file.fsPath);

export function readAnnotationSettings(): AnnotationSettings {
  const read = settingsOf(undefined);
  return {
    codeLens: read(settingKeys.codeLens),
    hover: read(settingKeys.hover),
    lineHeat: read(settingKeys.lineHeat),
  };
}

export function readRevealTerminal(file: vscode.Uri): RevealTerminal {
  return settingsOf(file)(settingKeys.revealTerminal);
}

export function fileContext(file: vscode.Uri): FileContext {
  return {
    file: file.fsPath,
    workspaceFolder: vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath ?? null,
    userHome: os.homedir(),
    environment: process.env,
  };
}

/** Where captures go and are listed from: as set, else the per-user folder that the command line uses too. */
export function captureFolder(): string {
  const read = settingsOf(undefined);
  const folder: string = read(settingKeys.captureFolder);
  if (folder === '') return capturesRoot();
  const home = os.homedir();
  return path.resolve(home, folder.replace(/^~(?=$|[\\/])/, home).replaceAll('${userHome}', home));
}

/** Every setting has a default in the manifest, so a value of its type is always there. */
function settingsOf(scope: vscode.Uri | undefined): <Value>(key: string) => Value {
  const configuration = vscode.workspace.getConfiguration(settingsSection, scope);
  return <Value>(key: string) => configuration.get<Value>(key) as Value;
}
