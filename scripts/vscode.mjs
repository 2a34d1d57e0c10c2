/**
 * `npm run vscode`: packs the extension and opens VS Code with it on examples/. The desktop's `code` when it is on the
 * PATH, otherwise code-server in a browser. Neither sees or changes your own extensions and settings.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, root, run } from './setup.mjs';

ensureInstalled();
run(process.execPath, [path.join('scripts', 'package.mjs')], { stdio: ['ignore', 2, 2] });
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const vsix = path.join(root, 'out', `${name}-${version}.vsix`);
const examples = path.join(root, 'examples');

if (hasDesktopCode()) openDesktop();
else if (process.platform === 'win32') {
  console.error('There is no "code" command on the PATH. Install VS Code with it, or run this in WSL.');
  process.exit(1);
} else await openInBrowser();

function hasDesktopCode() {
  const answer = spawnSync('code', ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' });
  return answer.status === 0 && /^\d+\.\d+/.test(answer.stdout);
}

function openDesktop() {
  const state = path.join(root, '.cache', 'vscode');
  const own = ['--user-data-dir', path.join(state, 'user-data'), '--extensions-dir', path.join(state, 'extensions')];
  // Chromium's sandbox does not work for root.
  if (process.getuid?.() === 0) own.push('--no-sandbox');
  run('code', [...own, '--install-extension', vsix, '--force']);
  // The examples are ours, so nobody has to say that they trust them.
  run('code', [...own, '--new-window', '--disable-workspace-trust', examples]);
}

async function openInBrowser() {
  const { ensureCodeServer } = await import('../test/vscode/setup.mjs');
  let paths;
  try {
    paths = ensureCodeServer();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const { tsImport } = await import('tsx/esm/api');
  const { startCodeServer } = await tsImport('../test/vscode/codeServer.ts', import.meta.url);
  const server = await startCodeServer({ paths, vsix, workspaceTrust: false });
  const url = server.folderUrl(examples);
  console.log(`VS Code runs at ${url}\nRight-click a file and choose "Profile Concurrency". Ctrl-C here ends it.`);
  openUrl(url);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void server.close());
}

/** Only where there is a desktop; the address is printed in any case. */
function openUrl(url) {
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  if (opener === 'xdg-open' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
