/** A build script: a tool in a process of its own for every file, awaited before the next one begins. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'a child tool for each file, awaited';
const run = promisify(execFile);
const tool = `
const { readFileSync } = require('node:fs');
const words = readFileSync(process.argv[1], 'utf8').split(/\\s+/);
console.log(new Set(words).size);
`;

async function withFiles(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'tool-'));
  const files = Array.from({ length: 24 }, (_, at) => path.join(dir, `${at}.txt`));
  files.forEach((file, at) =>
    writeFileSync(file, Array.from({ length: 20_000 }, (_, word) => `word${(word * 7919 + at) % 4001}`).join(' ')),
  );
  try {
    return (await work(files)).reduce((sum, one) => sum + one, 0);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function check(file) {
  const { stdout } = await run(process.execPath, ['-e', tool, file]);
  return Number(stdout);
}

async function checkAll(files) {
  const results = [];
  for (const file of files) results.push(await check(file));
  return results;
}

export const variants = {
  original: { run: () => withFiles(checkAll) },
  bounded: {
    model: 'async',
    sizes: [2, 4, 8],
    run: (concurrency) => withFiles((files) => pMap(files, check, { concurrency })),
  },
};
