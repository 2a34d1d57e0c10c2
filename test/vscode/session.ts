/** One test's VS Code: a copy of the examples, a server, a browser and its window; with evidence when something fails. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../browser/launchChromium.ts';
import { startCodeServer, type CodeServer } from './codeServer.ts';
import { Workbench } from './workbench.ts';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
export const outFolder = path.join(root, 'out');
export const screenshotFolder = path.join(outFolder, 'screenshots');
const failureFolder = path.join(outFolder, 'failures');

/** Verdict, advice and the first hot functions fit beside the editor. */
const windowSize = { width: 1720, height: 1240 };
export interface SessionOptions {
  readonly workspaceTrust?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files beside the examples: name and text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Folders beside the examples: name and where to copy it from. */
  readonly folders?: Readonly<Record<string, string>>;
  /** Packages of this repository that the folder has in its node_modules. */
  readonly packages?: readonly string[];
  /** The user's key bindings. */
  readonly keybindings?: readonly { readonly key: string; readonly command: string }[];
}

export class Session {
  readonly folder: string;
  readonly server: CodeServer;
  readonly workbench: Workbench;
  readonly #browser: Browser;

  private constructor(folder: string, server: CodeServer, browser: Browser, workbench: Workbench) {
    this.folder = folder;
    this.server = server;
    this.#browser = browser;
    this.workbench = workbench;
  }

  static async open(options: SessionOptions = {}): Promise<Session> {
    const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'vscode-workspace-')), 'examples');
    cpSync(path.join(root, 'examples'), folder, { recursive: true });
    for (const [name, text] of Object.entries(options.files ?? {})) writeFileSync(path.join(folder, name), text);
    for (const [name, from] of Object.entries(options.folders ?? {})) {
      cpSync(from, path.join(folder, name), { recursive: true });
    }
    for (const name of options.packages ?? []) {
      cpSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name), { recursive: true });
    }
    const server = await startCodeServer({
      paths: { node: required('CODE_SERVER_NODE'), entry: required('CODE_SERVER_ENTRY') },
      vsix: required('EXTENSION_VSIX'),
      workspaceTrust: options.workspaceTrust ?? false,
      ...(options.settings ? { settings: options.settings } : {}),
      ...(options.keybindings ? { keybindings: options.keybindings } : {}),
    });
    let browser: Browser | undefined;
    try {
      browser = await launchChromium(required('CHROMIUM_PATH'));
      const page = await browser.newPage({ viewport: windowSize });
      const session = new Session(folder, server, browser, new Workbench(page));
      await session.#withEvidence('start', () => session.workbench.open(server.folderUrl(folder)));
      return session;
    } catch (error) {
      // A browser that stays would keep the test's process for good.
      await browser?.close();
      await server.close();
      throw error;
    }
  }

  /** Runs a test's body; when it fails, a picture of the window and all logs go to out/failures. */
  run(name: string, body: (workbench: Workbench) => Promise<void>): Promise<void> {
    return this.#withEvidence(name, () => body(this.workbench));
  }

  async #withEvidence(name: string, body: () => Promise<void>): Promise<void> {
    try {
      await body();
    } catch (error) {
      const base = path.join(failureFolder, name.replace(/\W+/g, '-'));
      mkdirSync(failureFolder, { recursive: true });
      await this.workbench.page.screenshot({ path: `${base}.png` }).catch(() => undefined);
      writeFileSync(`${base}.log`, `${this.workbench.consoleText()}\n${this.server.logs()}`);
      throw new Error(`${String(error)}\nSee ${base}.png and ${base}.log`, { cause: error });
    }
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.server.close();
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set. These tests are started by "npm run test:vscode".`);
  return value;
}
