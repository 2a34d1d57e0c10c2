/** What a trial calls a function with: asked for once a function, and remembered for this workspace. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { TrialInputs } from '../../profiler/trial/api.ts';
import { complaintAboutJson } from './complaintAboutJson.ts';

/** As the workspace remembers it. */
export type ChosenInputs = Extract<TrialInputs, { kind: 'file' | 'repeated' }>;

export interface InputsQuestion {
  readonly functionName: string;
  readonly parameters: readonly string[];
  /** Chosen for this function before. */
  readonly remembered: ChosenInputs | null;
  /** As the settings name it; null without. */
  readonly fromSettings: string | null;
  /** Where a file is looked for. */
  readonly folder: string;
}

type Item = vscode.QuickPickItem & { readonly choose: () => Promise<ChosenInputs | null> };

/** Null when the user has thought better of it. */
export async function askForInputs(question: InputsQuestion): Promise<ChosenInputs | null> {
  const { functionName, remembered, fromSettings } = question;
  const items: Item[] = [];
  const offer = (label: string, description: string, choose: Item['choose']): void => {
    items.push({ label, description, choose });
  };
  if (remembered) offer('$(history) As Last Time', describe(remembered), async () => Promise.resolve(remembered));
  if (fromSettings !== null) {
    const inputs: ChosenInputs = { kind: 'file', file: fromSettings };
    offer('$(settings-gear) As Set for This Folder', describe(inputs), async () => Promise.resolve(inputs));
  }
  offer('$(symbol-constant) One Value, Many Calls…', 'the same JSON value for each call', () => askForValue(question));
  offer('$(json) A File of Inputs…', 'a JSON array, or a module that makes one: one call for each element', () =>
    askForFile(question),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Compare Concurrency Models: ${functionName}`,
    placeHolder: `What to call ${signature(question)} with`,
    matchOnDescription: true,
  });
  return chosen ? chosen.choose() : null;
}

/** Several parameters, or none: then an input is the list of arguments. */
export const takesList = ({ parameters }: Pick<InputsQuestion, 'parameters'>): boolean => parameters.length !== 1;

async function askForValue(question: InputsQuestion): Promise<ChosenInputs | null> {
  const title = `Compare Concurrency Models: ${question.functionName}`;
  const json = await vscode.window.showInputBox({
    title,
    prompt: takesList(question)
      ? `The arguments of ${signature(question)} as a JSON array`
      : `The argument of ${signature(question)} as JSON`,
    value: question.parameters.length === 0 ? '[]' : '',
    placeHolder: takesList(question) ? '[1, "two"]' : '{"size": 1000}, or "text", or 42',
    validateInput: (text) => complaintAboutJson(text, takesList(question)),
    ignoreFocusOut: true,
  });
  if (json === undefined) return null;
  const times = await vscode.window.showInputBox({
    title,
    prompt: 'How many calls one measurement makes',
    value: String(usualCalls),
    validateInput: (text) => (/^[1-9]\d{0,6}$/.test(text.trim()) ? null : 'Enter a whole number above 0.'),
    ignoreFocusOut: true,
  });
  if (times === undefined) return null;
  return { kind: 'repeated', json: json.trim(), times: Number(times.trim()) };
}

/** Enough to keep eight workers busy for two rounds, and still short where a call takes a tenth of a second. */
const usualCalls = 16;

async function askForFile({ folder }: InputsQuestion): Promise<ChosenInputs | null> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: 'A File of Inputs',
      openLabel: 'Use as Inputs',
      canSelectMany: false,
      filters: { 'JSON or a module': ['json', 'js', 'mjs', 'cjs', 'ts', 'mts', 'cts'] },
      defaultUri: vscode.Uri.file(folder),
    })) ?? [];
  return file ? { kind: 'file', file: file.fsPath } : null;
}

function describe(inputs: ChosenInputs): string {
  if (inputs.kind === 'file') return path.basename(inputs.file);
  return `${inputs.times} calls with ${inputs.json.length > 40 ? `${inputs.json.slice(0, 40)}…` : inputs.json}`;
}

const signature = ({ functionName, parameters }: InputsQuestion): string => `${functionName}(${parameters.join(', ')})`;
