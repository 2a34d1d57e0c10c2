/**
 * Line heat in the editors: a tint, a mark in the overview ruler, and the number behind the end of the line, so that no
 * code moves. Which lines, the language server says: it knows whether the text is the measured one.
 */
import * as vscode from 'vscode';
import { heatColours } from '../ids.ts';
import type { HeatLevel, HeatLine } from '../languageServer/messages.ts';

/** Typing asks the server once in a while, not with every key. */
const settleMs = 150;

/** Empty for a file without numbers, or whose text is no longer the measured one. */
export type AskForHeat = (document: vscode.TextDocument) => Promise<readonly HeatLine[]>;

export class HeatDecorations {
  readonly #ask: AskForHeat;
  readonly #types: Record<HeatLevel, vscode.TextEditorDecorationType>;
  readonly #subscriptions: vscode.Disposable[];
  #isOn = false;
  #settling: NodeJS.Timeout | undefined;

  constructor(ask: AskForHeat) {
    this.#ask = ask;
    this.#types = { low: decoration('low'), medium: decoration('medium'), high: decoration('high') };
    this.#subscriptions = [
      ...Object.values(this.#types),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#refresh()),
      vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
        if (contentChanges.length > 0) this.#refreshSoon();
      }),
    ];
  }

  /** Also when the numbers have changed. */
  show(isOn: boolean): void {
    this.#isOn = isOn;
    this.#refresh();
  }

  dispose(): void {
    clearTimeout(this.#settling);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #refreshSoon(): void {
    if (!this.#isOn) return;
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#refresh(), settleMs);
  }

  #refresh(): void {
    for (const editor of vscode.window.visibleTextEditors) void this.#decorate(editor);
  }

  async #decorate(editor: vscode.TextEditor): Promise<void> {
    const { document } = editor;
    const { version } = document;
    // A server that is gone has no numbers.
    const lines = this.#isOn ? await this.#ask(document).catch(() => []) : [];
    // Another answer is on its way for what was typed meanwhile.
    if (document.version !== version) return;
    for (const level of Object.keys(this.#types) as HeatLevel[]) {
      const ofLevel = this.#isOn ? lines.filter((line) => line.level === level) : [];
      editor.setDecorations(this.#types[level], ofLevel.map(optionsOf));
    }
  }
}

function optionsOf({ line, text }: HeatLine): vscode.DecorationOptions {
  const end = Number.MAX_SAFE_INTEGER;
  return { range: new vscode.Range(line - 1, end, line - 1, end), renderOptions: { after: { contentText: text } } };
}

function decoration(level: HeatLevel): vscode.TextEditorDecorationType {
  const mark = new vscode.ThemeColor(heatColours[level].mark);
  return vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor(heatColours[level].background),
    overviewRulerColor: mark,
    overviewRulerLane: vscode.OverviewRulerLane.Right,
    after: { color: mark, margin: '0 0 0 3em', fontStyle: 'normal', fontWeight: 'normal' },
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}
