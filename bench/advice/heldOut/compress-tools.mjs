/** A batch of child tools that compute: gzip by execFileSync for one file after the other. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'child tools that compute, synchronous';
export const platforms = ['linux', 'darwin'];
const run = promisify(execFile);

async function withFiles(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'tools-'));
  const files = Array.from({ length: 16 }, (_, at) => path.join(dir, `log-${at}.txt`));
  const line = (at) => `${at} ${(at * 2654435761) >>> 0} GET /item/${(at * 7919) % 5003} 200\n`;
  const text = Array.from({ length: 16_000 }, (_, at) => line(at)).join('');
  for (const file of files) writeFileSync(file, text);
  try {
    await work(files);
    return files.reduce((sum, file) => sum + statSync(`${file}.gz`).size, 0) > 0;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function compressAll(files) {
  for (const file of files) execFileSync('gzip', ['-9', '-k', file]);
}

export const variants = {
  original: { run: () => withFiles(async (files) => compressAll(files)) },
  promises: {
    model: 'async',
    sizes: [1, 2, 4, 16],
    run: (concurrency) => withFiles((files) => pMap(files, (file) => run('gzip', ['-9', '-k', file]), { concurrency })),
  },
};
