/** The view "Concurrency Profiles": past captures, newest first, those of the open folders before all others. */
import path from 'node:path';
import * as vscode from 'vscode';
import type { Analysis } from '../analysis.ts';
import { captureFolder } from '../configuration.ts';
import { captureItem, commands } from '../ids.ts';
import type { Log } from '../log.ts';
import { describeCapture, iconOf, tooltipOf } from './describeCapture.ts';
import type { ListedCapture } from './listedCapture.ts';

interface OtherFolders {
  readonly others: readonly ListedCapture[];
}
type CaptureNode = ListedCapture | OtherFolders;

export class CaptureTree implements vscode.TreeDataProvider<CaptureNode> {
  readonly #changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changes.event;
  readonly #analysis: Analysis;
  readonly #log: Log;

  constructor(analysis: Analysis, log: Log) {
    this.#analysis = analysis;
    this.#log = log;
  }

  refresh(): void {
    this.#changes.fire();
  }

  async getChildren(parent?: CaptureNode): Promise<CaptureNode[]> {
    if (parent) return 'others' in parent ? [...parent.others] : [];
    const all = await this.#list();
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
    const here = all.filter((capture) => folders.some((folder) => liesIn(capture.script ?? capture.cwd, folder)));
    const others = all.filter((capture) => !here.includes(capture));
    if (here.length === 0) return others;
    return others.length === 0 ? here : [...here, { others }];
  }

  getTreeItem(node: CaptureNode): vscode.TreeItem {
    if ('others' in node) {
      const group = new vscode.TreeItem('Other Folders', vscode.TreeItemCollapsibleState.Collapsed);
      group.description = String(node.others.length);
      return group;
    }
    const item = new vscode.TreeItem(titleOf(node));
    item.id = node.dir;
    item.description = describeCapture(node, new Date());
    item.tooltip = new vscode.MarkdownString(tooltipOf(node));
    item.iconPath = new vscode.ThemeIcon(iconOf(node));
    item.contextValue = captureItem;
    item.command = { command: commands.openCapture, title: 'Open', arguments: [node] };
    item.accessibilityInformation = { label: `${titleOf(node)}, ${item.description}` };
    return item;
  }

  async #list(): Promise<ListedCapture[]> {
    try {
      return await this.#analysis.ask({ kind: 'list', root: captureFolder() });
    } catch (error) {
      this.#log.error(`The captures could not be listed: ${String(error)}`);
      return [];
    }
  }
}

export function titleOf(capture: ListedCapture): string {
  return path.basename(capture.script ?? capture.command.join(' '));
}

function liesIn(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return !relative.startsWith('..') && !path.isAbsolute(relative);
}
