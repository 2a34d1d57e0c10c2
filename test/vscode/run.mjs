/**
 * `npm run test:vscode`: packs the extension, installs it into real VS Code in a real browser, and uses it there.
 * `npm run test:vscode -- --update-media` also renews media/panel.png; `-- profile` runs one test file.
 */
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, root, run } from '../../scripts/setup.mjs';
import { ensureBrowser, ensureCodeServer } from './setup.mjs';

const options = process.argv.slice(2);
const wanted = options.filter((option) => !option.startsWith('--'));
const folder = path.join('test', 'vscode');

ensureInstalled();
let installed;
try {
  installed = { browser: ensureBrowser(), codeServer: ensureCodeServer() };
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
run(process.execPath, [path.join('scripts', 'package.mjs')]);
const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const vsix = path.join(root, 'out', `${name}-${version}.vsix`);
for (const old of ['failures', 'screenshots']) rmSync(path.join(root, 'out', old), { recursive: true, force: true });

const files = readdirSync(path.join(root, folder))
  .filter((file) => file.endsWith('.test.ts') && (wanted.length === 0 || wanted.some((part) => file.includes(part))))
  .sort()
  .map((file) => path.join(folder, file));
/** All of a file's tests together take two minutes; whatever hangs is ended with a message after this. */
const longestFileMs = 15 * 60_000;
const runnerOptions = [
  ...['--import', 'tsx', '--test', '--test-reporter=spec', `--test-timeout=${longestFileMs}`],
  // One file at a time: the tests measure programs, which should not compete for the processor.
  '--test-concurrency=1',
];
run(process.execPath, [...runnerOptions, ...files], {
  env: {
    ...process.env,
    CODE_SERVER_NODE: installed.codeServer.node,
    CODE_SERVER_ENTRY: installed.codeServer.entry,
    CHROMIUM_PATH: installed.browser,
    EXTENSION_VSIX: vsix,
    ...(options.includes('--update-media') ? { UPDATE_MEDIA: '1' } : {}),
  },
});
