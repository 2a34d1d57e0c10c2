/**
 * `node bench/viewer.mjs [--only 35MB] [--without-speedscope] [--json]`: seeded profiles of 35, 117, 259 and 425 MB in a real
 * Chromium: from bytes in the page to the first picture, the renderer's peak memory above the empty page, and the time of a
 * frame; and how long speedscope's importer needs for the same file in the same run. Files stay in a folder for temporary
 * files, for the next run.
 */
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { workerAsText } from '../scripts/build.mjs';
import { withPage } from './viewer/browser.mjs';
import { generateProfile, shapes } from './viewer/generateProfile.mjs';
import { importIntoSpeedscope, installSpeedscope } from './viewer/speedscope.mjs';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    'without-speedscope': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const root = path.resolve(import.meta.dirname, '..');
const scratch = path.join(tmpdir(), 'profile-viewer-bench');
mkdirSync(scratch, { recursive: true });

const names = values.only ?? Object.keys(shapes);
for (const name of names) {
  if (!shapes[name]) throw new Error(`There is no ${name}; there are ${Object.keys(shapes).join(', ')}`);
  if (!existsSync(fileOf(name))) await generateProfile(fileOf(name), shapes[name]);
}
const release = values['without-speedscope'] ? null : installSpeedscope(path.join(scratch, 'speedscope'));
const server = await serve(await bundlePage(), release);
const origin = `http://127.0.0.1:${server.address().port}`;

const rows = [];
for (const name of names) {
  const row = await withPage(`${origin}/`, (page, memory) => measure(page, memory, name));
  if (release) row.speedscope = await importIntoSpeedscope(`${origin}/speedscope/index.html`, fileOf(name));
  rows.push(row);
  if (!values.json) print(row);
}
if (values.json) console.log(JSON.stringify(rows, null, 2));
server.close();

function fileOf(name) {
  return path.join(scratch, `${name}-${Object.values(shapes[name]).join('-')}.cpuprofile`);
}

async function measure(page, memory, name) {
  page.setDefaultTimeout(0);
  const emptyMegabytes = memory.megabytes();
  await page.evaluate((url) => window.fetchBytes(url), `/profile/${name}`);
  await memory.collectGarbage();
  memory.resetPeak();
  const opened = await page.evaluate((title) => window.openProfile(title), name);
  const fileMegabytes = statSync(fileOf(name)).size / 1e6;
  const peakMegabytes = memory.peakMegabytes() - emptyMegabytes;
  const frames = await page.evaluate(() => window.measureFrames());
  return { name, fileMegabytes, ...opened, peakMegabytes, peakPerFile: peakMegabytes / fileMegabytes, frames };
}

function print({ name, fileMegabytes, samples, nodes, readMs, layoutMs, drawnMs, frames, ...row }) {
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  console.log(`${name}: ${fileMegabytes.toFixed(0)} MB, ${samples} samples, ${nodes} nodes`);
  console.log(
    `  first picture after ${seconds(drawnMs)} (read ${seconds(readMs)}, laid out ${seconds(layoutMs)}), ` +
      `peak memory ${row.peakMegabytes.toFixed(0)} MB, ${row.peakPerFile.toFixed(2)} times the file`,
  );
  for (const [move, { leastMs, medianMs, boxes }] of Object.entries(frames)) {
    console.log(
      `  a frame, ${move}: ${leastMs.toFixed(1)} ms at best, ${medianMs.toFixed(1)} in the middle, ${boxes} boxes`,
    );
  }
  if (row.speedscope) {
    const { importMs, failed } = row.speedscope;
    console.log(
      `  speedscope, import alone: ${failed ?? `${seconds(importMs)}, ${(importMs / drawnMs).toFixed(1)} times ours`}`,
    );
  }
}

async function bundlePage() {
  const { outputFiles } = await build({
    entryPoints: [path.join(root, 'bench/viewer/page.js')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'chrome120',
    plugins: [workerAsText()],
  });
  return outputFiles[0].text;
}

/** Loopback only: our page, the files, and speedscope's release as it was published. */
function serve(bundle, release) {
  const page =
    '<!DOCTYPE html><html data-theme="dark"><meta charset="utf-8"><link rel="stylesheet" href="/themes.css">' +
    '<link rel="stylesheet" href="/webview.css"><body class="vscode-dark"><script src="/page.js"></script></body></html>';
  const types = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html', '.wasm': 'application/wasm' };
  const texts = {
    '/': ['text/html', page],
    '/page.js': ['text/javascript', bundle],
    '/themes.css': ['text/css', readFileSync(path.join(root, 'test/browser/themes.css'))],
    '/webview.css': ['text/css', readFileSync(path.join(root, 'dist/webview.css'))],
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const text = texts[pathname];
    if (text) return response.setHeader('content-type', text[0]).end(text[1]);
    const [, folder, name = ''] = pathname.split('/');
    const folders = { profile: fileOf, speedscope: (base) => path.join(release, path.basename(base)) };
    const file = name && folders[folder]?.(name);
    if (!file || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
    response.setHeader('content-length', statSync(file).size);
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
