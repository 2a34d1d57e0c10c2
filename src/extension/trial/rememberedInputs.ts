/** The inputs last used for a function, kept with the workspace. */
import type * as vscode from 'vscode';
import type { ChosenInputs } from './inputs.ts';

const key = (file: string, exportName: string): string => `trialInputs:${file}#${exportName}`;

export class RememberedInputs {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  of(file: string, exportName: string): ChosenInputs | null {
    return this.#memory.get<ChosenInputs>(key(file, exportName)) ?? null;
  }

  async keep(file: string, exportName: string, inputs: ChosenInputs): Promise<void> {
    await this.#memory.update(key(file, exportName), inputs);
  }
}
