/** The read-only editors of profile files, registered at the start; what fills them is loaded with the first one. */
import * as vscode from 'vscode';
import { profileEditorTypes, profilesPanelType } from '../ids.ts';
import type { PagesOptions, ProfilePages } from './profilePages.ts';

export class ProfileEditors implements vscode.CustomReadonlyEditorProvider {
  readonly #options: PagesOptions;
  #pages: Promise<ProfilePages> | undefined;

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  register(): vscode.Disposable[] {
    const options = { supportsMultipleEditorsPerDocument: true };
    return [
      ...Object.values(profileEditorTypes).map((type) =>
        vscode.window.registerCustomEditorProvider(type, this, options),
      ),
      vscode.window.registerWebviewPanelSerializer(profilesPanelType, {
        deserializeWebviewPanel: async (panel, state) => (await this.#load()).restore(panel, state),
      }),
      { dispose: () => void this.#pages?.then((pages) => pages.dispose()) },
    ];
  }

  /** The document is the file's name and nothing else: its bytes belong to the pages alone. */
  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor(
    { uri }: vscode.CustomDocument,
    panel: vscode.WebviewPanel,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const pages = await this.#load();
    if (!token.isCancellationRequested) pages.fillEditor(panel, uri);
  }

  readonly openFolder = async (folder?: vscode.Uri): Promise<void> => (await this.#load()).openFolder(folder);

  readonly openTogether = async (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> =>
    (await this.#load()).openTogether(clicked, selected);

  readonly compare = async (clicked?: vscode.Uri, selected?: readonly vscode.Uri[]): Promise<void> =>
    (await this.#load()).compare(clicked, selected);

  /** What a profile shows beside the code. */
  async clearHeat(): Promise<void> {
    (await this.#pages)?.clearHeat();
  }

  async #load(): Promise<ProfilePages> {
    this.#pages ??= import('./profilePages.ts').then(({ ProfilePages: Pages }) => new Pages(this.#options));
    return this.#pages;
  }
}
