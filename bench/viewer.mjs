/**
 * `node bench/viewer.mjs [--only 35MB] [--without-speedscope] [--json]`: seeded profiles of 35, 117, 259 and 425 MB in a real
 * Chromium: from bytes in the page to the first picture, memory, and the time of a frame; and how long speedscope's importer
 * needs for the same file in the same run. A profile of its own has exactly five million boxes over time, to pan and zoom
 * over. Files stay in a folder for temporary files, for the next run.
 *
 * Memory is what Linux counts as resident of the renderer: the highest from the first byte read until a second after the
 * first picture, the file included, above the page before it had the file. What the page needs for any file (code of
 * Chromium that is touched for the first time, a worker, canvases, the interface) is measured with a file of 10 kB; the rest
 * is what this file costs.
 */
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { workerAsText } from '../scripts/build.mjs';
import { withPage } from './viewer/browser.mjs';
import { generateProfile, shapes, smallest } from './viewer/generateProfile.mjs';
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
for (const name of names)
  if (!shapes[name]) throw new Error(`There is no ${name}; there are ${Object.keys(shapes).join(', ')}`);
for (const name of ['smallest', ...names])
  if (!existsSync(fileOf(name))) await generateProfile(fileOf(name), shapeOf(name));
const release = values['without-speedscope'] ? null : installSpeedscope(path.join(scratch, 'speedscope'));
const server = await serve(await bundlePage(), release);
const origin = `http://127.0.0.1:${server.address().port}`;

const { peakMegabytes: anyFileMegabytes } = await inPage('smallest');
if (!values.json) console.log(`The page with a file of 10 kB: ${anyFileMegabytes.toFixed(0)} MB above the empty page`);
const rows = [];
for (const name of names) {
  const row = await inPage(name);
  row.fileCostsMegabytes = row.peakMegabytes - anyFileMegabytes;
  if (release && shapes[name].samples)
    row.speedscope = await importIntoSpeedscope(`${origin}/speedscope/index.html`, fileOf(name));
  rows.push(row);
  if (!values.json) print(row);
}
if (values.json) console.log(JSON.stringify(rows, null, 2));
server.close();

function fileOf(name) {
  return path.join(scratch, `${name}-${Object.values(shapeOf(name)).join('-')}.cpuprofile`);
}

function shapeOf(name) {
  return shapes[name] ?? smallest;
}

function inPage(name) {
  return withPage(`${origin}/`, (page, memory) => measure(page, memory, name));
}

async function measure(page, memory, name) {
  page.setDefaultTimeout(0);
  const emptyMegabytes = memory.megabytes();
  await page.evaluate((url) => window.fetchBytes(url), `/profile/${name}`);
  await memory.collectGarbage();
  memory.resetPeak();
  const opened = await page.evaluate((title) => window.openProfile(title), name);
  const fileMegabytes = statSync(fileOf(name)).size / 1e6;
  await page.evaluate(() => window.settle());
  const peakMegabytes = memory.peakMegabytes() - emptyMegabytes;
  const frames = await page.evaluate(() => window.measureFrames());
  const { intervals } = shapeOf(name);
  if (intervals) {
    const laidOut = await page.evaluate(() => window.countIntervals());
    if (laidOut !== intervals) throw new Error(`${name}: ${laidOut} boxes over time`);
  }
  return { name, fileMegabytes, intervals, ...opened, peakMegabytes, frames };
}

function print({ name, fileMegabytes, intervals, samples, nodes, readMs, layoutMs, drawnMs, frames, ...row }) {
  const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
  const boxes = intervals ? `, exactly ${intervals} boxes over time` : '';
  console.log(`${name}: ${fileMegabytes.toFixed(0)} MB, ${samples} samples, ${nodes} nodes${boxes}`);
  const times = (megabytes) => `${megabytes.toFixed(0)} MB, ${(megabytes / fileMegabytes).toFixed(2)} times the file`;
  console.log(`  first picture after ${seconds(drawnMs)} (read ${seconds(readMs)}, laid out ${seconds(layoutMs)})`);
  console.log(`  peak memory above the empty page ${times(row.peakMegabytes)}`);
  console.log(`  of it for this file ${times(row.fileCostsMegabytes)}`);
  for (const [move, { leastMs, medianMs, nearlyAllMs, boxes }] of Object.entries(frames)) {
    const within = `${medianMs.toFixed(1)} in the middle, 95 % within ${nearlyAllMs.toFixed(1)}`;
    console.log(`  a frame, ${move}: ${leastMs.toFixed(1)} ms at best, ${within}, up to ${boxes} boxes drawn`);
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
