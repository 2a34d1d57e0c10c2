// Checks large files that the system has in memory: each read copies megabytes in a pool thread.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = await mkdtemp(path.join(tmpdir(), 'large-files-'));
try {
  const files = ['a.bin', 'b.bin', 'c.bin'].map((name) => path.join(folder, name));
  for (const file of files) await writeFile(file, Buffer.alloc(24 * 2 ** 20, file));
  const end = performance.now() + 1800;
  let bytes = 0;
  while (performance.now() < end) {
    for (const content of await Promise.all(files.map((file) => readFile(file)))) bytes += content.length;
  }
  console.log(`${Math.round(bytes / 2 ** 20)} MiB read`);
} finally {
  await rm(folder, { recursive: true });
}
