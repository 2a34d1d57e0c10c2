/** Streams of lines, one file after the other: each goes through a transform that parses and counts in JavaScript. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pMap from 'p-map';
import { inWorkers } from '../models.mjs';

export const shape = 'streams through a transform that computes';

async function withFiles(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'lines-'));
  const files = Array.from({ length: 10 }, (_, at) => path.join(dir, `${at}.log`));
  const line = (at) =>
    `2026-11-${10 + (at % 20)}T08:00:00Z host-${at % 41} GET /item/${(at * 7919) % 5003}?q=${at} 200 ${at % 977}`;
  const text = Array.from({ length: 120_000 }, (_, at) => line(at)).join('\n');
  for (const file of files) writeFileSync(file, text);
  try {
    return (await work(files)).reduce((sum, one) => sum + one, 0);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

class Lines extends Transform {
  rest = '';
  counts = new Map();

  constructor() {
    super({ readableObjectMode: true });
  }

  _transform(chunk, _encoding, done) {
    const lines = (this.rest + chunk.toString('latin1')).split('\n');
    this.rest = lines.pop();
    for (const line of lines) this.count(line);
    done();
  }

  count(line) {
    const found = /^(\S+) (\S+) (\w+) (\/[^?\s]*)\?q=(\d+) (\d+) (\d+)$/.exec(line);
    if (!found) return;
    const key = `${found[2]} ${found[4].toUpperCase()} ${new Date(found[1]).getUTCDay()}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + Number(found[7]));
  }
}

export async function largest(file) {
  const lines = new Lines();
  await pipeline(createReadStream(file), lines.resume());
  return Math.max(...lines.counts.values());
}

async function inTurn(files) {
  const found = [];
  for (const file of files) found.push(await largest(file));
  return found;
}

export const variants = {
  original: { run: () => withFiles(inTurn) },
  bounded: {
    model: 'async',
    sizes: [4],
    run: (concurrency) => withFiles((files) => pMap(files, largest, { concurrency })),
  },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: (size) => withFiles((files) => inWorkers(import.meta.url, 'largest', files, size)),
  },
};
