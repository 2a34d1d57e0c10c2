/** Pages of several profiles: of a folder, of selected files, of two that are compared. Each has a panel of its own. */
import * as vscode from 'vscode';
import { noProfilesInFolder, profilesNotChosen } from '../../profiler/errors.ts';
import type { PanelState } from '../../webview/protocol.ts';
import { profilesPanelType } from '../ids.ts';
import { pickProfile } from './pickProfile.ts';
import { ProfileHeat } from './profileHeat.ts';
import { isProfileName } from '../../profiler/capture/format/profileNames.ts';
import { nameOf } from './profilePieces.ts';
import { showProfiles, type PageOptions, type ProfilePage, type ShownProfiles } from './profilePage.ts';

export interface PagesOptions extends Pick<PageOptions, 'log' | 'extensionUri'> {
  /** Takes away what another profile or a capture shows beside the code. */
  clearAnnotations(): Promise<void>;
}

export class ProfilePages {
  readonly #options: PagesOptions;
  readonly #heat = new ProfileHeat();
  readonly #open = new Map<vscode.WebviewPanel, ProfilePage>();
  /** Those that VS Code has opened for a file; it may have several of one. */
  readonly #editors = new WeakSet<vscode.WebviewPanel>();

  constructor(options: PagesOptions) {
    this.#options = options;
  }

  clearHeat(): void {
    this.#heat.clear();
  }

  dispose(): void {
    this.#heat.dispose();
  }

  /** An editor that VS Code has opened for a file. */
  fillEditor(panel: vscode.WebviewPanel, file: vscode.Uri): void {
    this.#editors.add(panel);
    this.#fill(panel, { title: nameOf(file), files: [file], comparedWith: null });
  }

  /** VS Code brings back the tab after a reload of the window; its state says what it showed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const { profiles } = (state ?? {}) as Partial<PanelState>;
    const files = (profiles?.files ?? []).map((id) => vscode.Uri.parse(id, true));
    if (files.length === 0) panel.dispose();
    else {
      const comparedWith = profiles?.comparedWith ? vscode.Uri.parse(profiles.comparedWith, true) : null;
      this.#fill(panel, { title: titleOf(files, comparedWith), files, comparedWith });
    }
  }

  /** What `--cpu-prof-dir` and `--heap-prof-dir` wrote there; from the palette the folder is picked. */
  async openFolder(folder: vscode.Uri | undefined): Promise<void> {
    const chosen = folder ?? (await pickFolder());
    if (!chosen) return;
    const entries = await vscode.workspace.fs.readDirectory(chosen);
    const files = entries
      .filter(([name, type]) => isProfileName(name) && (type & vscode.FileType.File) !== 0)
      .map(([name]) => vscode.Uri.joinPath(chosen, name));
    if (files.length === 0) throw noProfilesInFolder(nameOf(chosen));
    this.#show({ title: nameOf(chosen), files, comparedWith: null });
  }

  /** From the explorer: VS Code gives the file under the mouse, and all that are selected. */
  openTogether(clicked: vscode.Uri | undefined, selected: readonly vscode.Uri[] | undefined): void {
    const files = profilesAmong(clicked, selected);
    if (files.length === 0) throw profilesNotChosen();
    this.#show({ title: titleOf(files, null), files, comparedWith: null });
  }

  /** The first that was selected is "before". */
  async compare(clicked: vscode.Uri | undefined, selected: readonly vscode.Uri[] | undefined): Promise<void> {
    const [before, chosen] = profilesAmong(clicked, selected);
    if (!before) throw profilesNotChosen();
    const after = chosen ?? (await pickProfile(this.#filesElsewhere(null)));
    if (after) this.#show({ title: titleOf([before], after), files: [before], comparedWith: after });
  }

  /** What is open already is brought to the front. */
  #show(shown: ShownProfiles): void {
    const open = [...this.#open].find(([panel, page]) => !this.#editors.has(panel) && isSame(page.shown(), shown));
    if (open) return open[0].reveal();
    const panel = vscode.window.createWebviewPanel(profilesPanelType, shown.title, vscode.ViewColumn.Active);
    this.#fill(panel, shown);
  }

  #fill(panel: vscode.WebviewPanel, shown: ShownProfiles): void {
    const page = showProfiles(panel, shown, {
      log: this.#options.log,
      extensionUri: this.#options.extensionUri,
      showLineHeat: async (profile, message) => {
        await this.#options.clearAnnotations();
        await this.#heat.show(profile, message);
      },
      openElsewhere: () => this.#filesElsewhere(panel),
    });
    this.#open.set(panel, page);
    panel.onDidDispose(() => this.#open.delete(panel));
  }

  #filesElsewhere(panel: vscode.WebviewPanel | null): vscode.Uri[] {
    const byId = new Map<string, vscode.Uri>();
    for (const [other, page] of this.#open) {
      if (other !== panel) for (const file of page.shown().files) byId.set(file.toString(), file);
    }
    return [...byId.values()];
  }
}

/** The same files, in whatever order, compared with the same. */
function isSame(one: ShownProfiles, other: ShownProfiles): boolean {
  const keyOf = ({ files, comparedWith }: ShownProfiles) =>
    JSON.stringify([files.map(String).sort(), comparedWith?.toString() ?? null]);
  return keyOf(one) === keyOf(other);
}

/** All that are named, however they are called: the page says what is no profile. */
function profilesAmong(clicked: vscode.Uri | undefined, selected: readonly vscode.Uri[] | undefined): vscode.Uri[] {
  const all = selected && selected.length > 0 ? [...selected] : clicked ? [clicked] : [];
  return all.length > 1 ? all.filter((file) => isProfileName(nameOf(file)) || file.path.endsWith('.json')) : all;
}

function titleOf(files: readonly vscode.Uri[], comparedWith: vscode.Uri | null): string {
  const [first] = files;
  const name = first ? nameOf(first) : '';
  if (comparedWith) return `${name} ↔ ${nameOf(comparedWith)}`;
  return files.length > 1 ? `${files.length} Profiles` : name;
}

async function pickFolder(): Promise<vscode.Uri | undefined> {
  const [folder] =
    (await vscode.window.showOpenDialog({
      title: 'Open CPU Profiles of a Folder',
      openLabel: 'Open Profiles',
      canSelectFiles: false,
      canSelectFolders: true,
    })) ?? [];
  return folder;
}
