/** Many small files, read and hashed synchronously, as a tool that looks for duplicates does. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pMap from 'p-map';
import { inWorkers, pieces } from '../models.mjs';

export const shape = 'sync hashing of many small files';

function withTree(work) {
  const root = mkdtempSync(path.join(tmpdir(), 'tree-'));
  for (let folder = 0; folder < 40; folder++) {
    mkdirSync(path.join(root, `folder-${folder}`));
    for (let file = 0; file < 50; file++)
      writeFileSync(path.join(root, `folder-${folder}`, `${file}.txt`), `${folder} ${file % 9} `.repeat(1500));
  }
  return Promise.resolve(work(root)).finally(() => rmSync(root, { recursive: true, force: true }));
}

function* walk(folder) {
  for (const name of readdirSync(folder)) {
    const full = path.join(folder, name);
    if (statSync(full).isDirectory()) yield* walk(full);
    else yield full;
  }
}

const hash = (bytes) => createHash('sha256').update(bytes).digest('hex');
const rounds = 30;

function duplicatesIn(root) {
  const groups = new Map();
  for (let round = 0; round < rounds; round++)
    for (const file of walk(root)) {
      const key = `${round}${hash(readFileSync(file))}`;
      groups.set(key, [...(groups.get(key) ?? []), file]);
    }
  return groups.size;
}

export const hashMany = (files) => files.map((file) => hash(readFileSync(file)));

export const variants = {
  original: { run: () => withTree(duplicatesIn) },
  promises: {
    model: 'async',
    sizes: [1, 4, 16],
    run: (concurrency) =>
      withTree(async (root) => {
        let groups = 0;
        for (let round = 0; round < rounds; round++) {
          const keys = await pMap(walk(root), async (file) => hash(await readFile(file)), { concurrency });
          groups += new Set(keys).size;
        }
        return groups;
      }),
  },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: (size) =>
      withTree(async (root) => {
        const files = Array.from({ length: rounds }, () => [...walk(root)]).flat();
        const keys = (await inWorkers(import.meta.url, 'hashMany', pieces(files, 8 * size), size)).flat();
        const perRound = keys.length / rounds;
        let groups = 0;
        for (let round = 0; round < rounds; round++)
          groups += new Set(keys.slice(round * perRound, (round + 1) * perRound)).size;
        return groups;
      }),
  },
};
