/** The built panel in a real Chromium with a stand-in for the editor: themes, messages, state, content policy. */
import type { Browser, Page } from 'playwright-core';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CpuProfile } from '../../src/profiler/capture/format/profiles.ts';
import type { MappedScript } from '../../src/profiler/capture/format/mappedPositions.ts';
import type { Report } from '../../src/profiler/report.ts';
import type {
  CaptureInfo,
  EditOffer,
  FromPanel,
  PanelState,
  ProfileFile,
  ToPanel,
} from '../../src/webview/protocol.ts';

const here = path.dirname(fileURLToPath(import.meta.url));
export const distFolder = process.env['PANEL_DIST'] ?? path.join(here, '..', '..', 'dist');
const nonce = 'bm9uY2Utb2YtdGhlLXRlc3Q';
const address = 'http://panel.test/';

/** Where Debian puts it, unless the environment says otherwise. */
export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
export const missingForBrowser = (): string | false =>
  !existsSync(chromiumPath)
    ? `Chromium is not installed at ${chromiumPath}; CHROMIUM_PATH names another one`
    : !existsSync(path.join(distFolder, 'webview.js')) && 'The panel is not built';

export type ThemeName = 'light' | 'dark' | 'high-contrast' | 'high-contrast-light';

export interface PanelOptions {
  readonly report: Report;
  readonly profiles: Readonly<Record<string, CpuProfile>>;
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly state?: PanelState;
  /** What the editor answers first; a report otherwise. */
  readonly first?: ToPanel;
  /** Text of profile files by id; null for one that cannot be read. */
  readonly files?: Readonly<Record<string, string | null>>;
  /** Whether edits can be made, by recommendation; those that are not named can. */
  readonly offers?: Readonly<Record<string, EditOffer>>;
  /** What the editor knows of source maps. */
  readonly mapped?: readonly MappedScript[];
  /** What the user picks to compare with. */
  readonly picked?: ProfileFile;
}

export interface Panel {
  readonly page: Page;
  /** What the page has sent so far. */
  sent(): Promise<FromPanel[]>;
  state(): Promise<PanelState>;
  /** Errors of the page and refusals of its content policy. */
  readonly complaints: string[];
  setTheme(theme: ThemeName): Promise<void>;
  /** As the editor would send it. */
  receive(message: ToPanel): Promise<void>;
  close(): Promise<void>;
}

export const sampleCapture: CaptureInfo = {
  id: 'c1',
  dir: '/home/ada/.state/captures/c1',
  title: 'resize.mjs',
  startedAt: '2026-11-20T09:41:12.000Z',
};

export async function openPanel(browser: Browser, options: PanelOptions): Promise<Panel> {
  const { theme = 'dark', width = 1200, height = 900 } = options;
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  // The loader of the tests wraps functions in a helper that the page does not have.
  const editor = `const __name = (f) => f; (${standInEditor.toString()})(${JSON.stringify({
    first: options.first ?? { type: 'report', capture: sampleCapture, report: options.report },
    profiles: options.profiles,
    state: options.state ?? null,
    files: options.files ?? {},
    offers: options.offers ?? {},
    picked: options.picked ?? null,
    mapped: options.mapped ?? [],
  }).replaceAll('<', '\\u003c')})`;
  await page.route(`${address}**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: html(theme) });
    if (pathname === '/editor.js') return route.fulfill({ contentType: 'text/javascript', body: editor });
    if (pathname === '/themes.css')
      return route.fulfill({ contentType: 'text/css', body: await readFile(path.join(here, 'themes.css')) });
    const file = path.join(distFolder, path.basename(pathname));
    if (!existsSync(file)) return route.fulfill({ status: 404, body: '' });
    return route.fulfill({
      contentType: pathname.endsWith('.css') ? 'text/css' : 'text/javascript',
      body: await readFile(file),
    });
  });
  await page.goto(address);
  return {
    page,
    complaints,
    sent: () => page.evaluate(() => (window as unknown as { sent: FromPanel[] }).sent),
    state: () => page.evaluate(() => (window as unknown as { panelState: PanelState }).panelState),
    setTheme: (next) =>
      page.evaluate((name) => {
        document.documentElement.dataset['theme'] = name;
        document.body.className = `vscode-${name}`;
        document.body.dataset['vscodeThemeKind'] = `vscode-${name}`;
      }, next),
    receive: (message) => page.evaluate((sentByEditor) => window.postMessage(sentByEditor, '*'), message),
    close: () => context.close(),
  };
}

const html = (theme: ThemeName): string => `<!DOCTYPE html>
<html lang="en" data-theme="${theme}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${address}; worker-src blob:; img-src data:">
<link rel="stylesheet" href="themes.css"><link rel="stylesheet" href="webview.css">
</head><body class="vscode-${theme}" data-vscode-theme-kind="vscode-${theme}">
<script nonce="${nonce}" src="editor.js"></script><script nonce="${nonce}" src="webview.js"></script></body></html>`;

/** Runs in the page: what the extension host does, in the same order and with bytes for profiles. */
function standInEditor(data: {
  first: ToPanel;
  profiles: Record<string, CpuProfile>;
  state: PanelState | null;
  files: Record<string, string | null>;
  offers: Record<string, EditOffer>;
  picked: ProfileFile | null;
  mapped: readonly MappedScript[];
}): void {
  const scope = window as unknown as Record<string, unknown> & { sent: FromPanel[]; panelState: PanelState | null };
  scope.sent = [];
  scope.panelState = data.state;
  const reply = (message: unknown) => setTimeout(() => window.postMessage(message, '*'));
  const sendFile = (fileId: string) => {
    const text = data.files[fileId] ?? null;
    if (text === null) {
      reply({ type: 'profileFailed', fileId, message: 'The file cannot be read: it is not there.' });
      return;
    }
    const bytes = new TextEncoder().encode(text);
    const pieces = 3;
    for (let piece = 0; piece < pieces; piece++) {
      const [from, to] = [piece, piece + 1].map((at) => Math.floor((bytes.length * at) / pieces));
      reply({ type: 'profileChunk', fileId, offset: from, totalBytes: bytes.length, bytes: bytes.slice(from, to) });
    }
  };
  scope['acquireVsCodeApi'] = () => ({
    postMessage: (message: FromPanel) => {
      scope.sent.push(message);
      if (message.type === 'ready') reply(data.first);
      if (message.type === 'requestProfile') sendFile(message.fileId);
      if (message.type === 'requestEditOffer') {
        const { recommendationId } = message;
        reply({ type: 'editOffer', recommendationId, offer: data.offers[recommendationId] ?? { kind: 'possible' } });
      }
      if (message.type === 'mapPositions')
        reply({ type: 'mappedPositions', requestId: message.requestId, scripts: data.mapped });
      if (message.type === 'pickProfileToCompare' && data.picked)
        reply({ type: 'profileToCompare', file: data.picked });
      if (message.type === 'requestComparedProfile') {
        const { side } = message;
        const compared = data.profiles[side];
        const bytes = new TextEncoder().encode(JSON.stringify(compared));
        reply(
          compared
            ? { type: 'comparedProfile', side, bytes, functionRanges: {} }
            : { type: 'comparedProfileFailed', side, message: 'The CPU profile of this thread is not in the capture.' },
        );
      }
      if (message.type !== 'requestCpuProfile') return;
      const { threadId } = message;
      const profile = data.profiles[threadId];
      if (profile)
        reply({
          type: 'cpuProfile',
          threadId,
          bytes: new TextEncoder().encode(JSON.stringify(profile)),
          functionRanges: {},
        });
      else
        reply({ type: 'cpuProfileFailed', threadId, message: 'The CPU profile of this thread is not in the capture.' });
    },
    getState: () => scope.panelState ?? undefined,
    setState: (state: PanelState) => (scope.panelState = state),
  });
}
