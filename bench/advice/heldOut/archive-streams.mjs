/** Streams: each file goes through gzip and a hash into another file, and the next one begins when it is through. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pMap from 'p-map';

export const shape = 'streams through gzip, in turn';

async function withFiles(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'streams-'));
  const files = Array.from({ length: 14 }, (_, at) => path.join(dir, `${at}.log`));
  const text = Array.from({ length: 30_000 }, (_, at) => `${(at * 2654435761) >>> 0} event ${at % 97}\n`).join('');
  for (const file of files) writeFileSync(file, text);
  try {
    return (await work(files)).length;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function archive(file) {
  const sum = createHash('md5');
  const tap = new Transform({
    transform(chunk, _encoding, done) {
      sum.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(file), createGzip({ level: 9 }), tap, createWriteStream(`${file}.gz`));
  return sum.digest('hex');
}

async function archiveAll(files) {
  const sums = [];
  for (const file of files) sums.push(await archive(file));
  return sums;
}

export const variants = {
  original: { run: () => withFiles(archiveAll) },
  bounded: {
    model: 'async',
    sizes: [2, 4, 12],
    run: (concurrency) => withFiles((files) => pMap(files, archive, { concurrency })),
  },
};
