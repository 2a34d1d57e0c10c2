/** The installable package holds what the extension and the command line need, and nothing else. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'package-'));
after(() => rmSync(folder, { recursive: true }));

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const bundles = [
  'agent.cjs',
  'analysisWorker.js',
  'attacher.js',
  'calibrate.cjs',
  'cli.js',
  'editPlanner.js',
  'extension.js',
  'functionFinder.js',
  'languageClient.js',
  'languageServer.js',
  'launcher.js',
  'piscinaWorker.cjs',
  'profilePages.js',
  'scriptMapper.js',
  'scriptMapperOfCapture.js',
  'sourceFinder.js',
  'trial.js',
  'trialChild.cjs',
  'trialHost.cjs',
  'trialQueue.cjs',
  'trialWorker.cjs',
  'watcher.cjs',
  'webview.css',
  'webview.js',
];
const pictures = /^extension\/media\/[\w-]+\.(png|svg)$/;
/** Uncompressed. Large enough for the bundles of today with room, small enough to notice a dependency that slipped in. */
const sizeLimitBytes = 9 * 1024 * 1024;
/** What activation has to load: 100 kB today. A library in here belongs into a bundle of its own. */
const activationLimitBytes = 128 * 1024;

interface Entry {
  name: string;
  size: number;
}

test('the package holds the bundles, the pictures and the papers, and nothing else', () => {
  const target = path.join(folder, 'extension.vsix');
  const packing = spawnSync(process.execPath, ['scripts/package.mjs', '--as-built', target], {
    cwd: root,
    encoding: 'utf8',
  });
  assert.equal(packing.status, 0, packing.stdout + packing.stderr);
  const entries = entriesOf(readFileSync(target));
  const names = entries.map(({ name }) => name);

  const expected = [
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE.txt',
    'extension/package.json',
    'extension/package.nls.json',
    'extension/readme.md',
    ...bundles.map((file) => `extension/dist/${file}`),
  ];
  assert.deepEqual(names.filter((name) => !pictures.test(name)).sort(), expected.sort());
  for (const file of [manifest.icon, manifest.main, manifest.bin['profile-concurrency']]) {
    assert.ok(names.includes(path.posix.join('extension', file)), file);
  }
  const bytes = entries.reduce((sum, { size }) => sum + size, 0);
  assert.ok(bytes < sizeLimitBytes, `${bytes} bytes`);
  const activation = entries.find(({ name }) => name === 'extension/dist/extension.js')?.size ?? Infinity;
  assert.ok(activation < activationLimitBytes, `extension.js has ${activation} bytes`);
});

/** The central directory of a zip archive: a record for each file, found from the end. */
function entriesOf(zip: Buffer): Entry[] {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06'));
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({ name, size: zip.readUInt32LE(at + 24) });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}
