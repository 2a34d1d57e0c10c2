/** Small files from the page cache, read synchronously in async code: the asynchronous way is the slower one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pMap from 'p-map';

export const shape = 'sync fs in async code';
const rounds = 400;

function withFiles(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'files-'));
  const names = Array.from({ length: 100 }, (_, at) => path.join(dir, `${at}.json`));
  for (const name of names) writeFileSync(name, JSON.stringify({ name, values: [1, 2, 3] }));
  const all = Array.from({ length: rounds }, () => names).flat();
  return work(all).finally(() => rmSync(dir, { recursive: true, force: true }));
}

const countOf = (text) => JSON.parse(text).values.length;

async function readOne(name) {
  return countOf(readFileSync(name, 'utf8'));
}

const readAll = () =>
  withFiles(async (names) => {
    let sum = 0;
    for (const name of names) sum += await readOne(name);
    return sum;
  });

const readAtOnce = (concurrency) =>
  withFiles(async (names) => {
    const counts = await pMap(names, async (name) => countOf(await readFile(name, 'utf8')), { concurrency });
    return counts.reduce((sum, one) => sum + one, 0);
  });

export const variants = {
  original: { run: readAll },
  promises: { model: 'async', sizes: [1, 4, 16], run: readAtOnce },
};
