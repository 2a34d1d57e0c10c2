/** Reads files and digests each on the main thread, one after the other: small reads, then computing. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inWorkers } from '../models.mjs';

export const shape = 'files, then computing';

export const digest = async (name) => {
  const bytes = await readFile(name);
  let text = createHash('sha512').update(bytes).digest('hex');
  for (let round = 0; round < 6; round++) text = createHash('sha512').update(bytes).update(text).digest('hex');
  return text;
};

async function withFiles(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'files-'));
  const names = Array.from({ length: 60 }, (_, at) => path.join(dir, String(at)));
  for (const name of names) writeFileSync(name, Buffer.alloc(1_500_000, name));
  try {
    const digests = await work(names);
    return digests.length;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function inTurn(names) {
  const digests = [];
  for (const name of names) digests.push(await digest(name));
  return digests;
}

export const variants = {
  original: { run: () => withFiles(inTurn) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: (size) => withFiles((names) => inWorkers(import.meta.url, 'digest', names, size)),
  },
  bounded: {
    model: 'async',
    sizes: [4],
    run: (concurrency) =>
      withFiles(async (names) => {
        const { default: pMap } = await import('p-map');
        return pMap(names, digest, { concurrency });
      }),
  },
};
