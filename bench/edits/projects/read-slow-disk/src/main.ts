import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { filesOf, mount } from './slowDisk.ts';

const count = 150;
const folder = mkdtempSync(path.join(tmpdir(), 'slow-disk-'));
const disk = mount(folder, count);
try {
  const texts = await Promise.all(filesOf(folder, count).map((file) => readFile(file, 'utf8')));
  console.log(texts.join('\n'));
} finally {
  disk.kill();
  rmSync(folder, { recursive: true });
}
