// Watches a file that changes now and then and reads it again: an agent on a quiet machine.
import { watch } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = await mkdtemp(path.join(tmpdir(), 'watch-'));
const file = path.join(folder, 'config.json');
await writeFile(file, '{"version":0}');

let versions = 0;
const watcher = watch(file, async () => {
  try {
    versions = Math.max(versions, JSON.parse(await readFile(file, 'utf8')).version);
  } catch {
    // Half written; the next notification brings the rest.
  }
});
let version = 0;
const writer = setInterval(async () => {
  await writeFile(file, JSON.stringify({ version: ++version }));
  if (version < 6) return;
  clearInterval(writer);
  watcher.close();
  await rm(folder, { recursive: true });
  console.log(`version ${versions}`);
}, 250);
