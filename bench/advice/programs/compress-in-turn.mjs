/** Compresses one text after the other in libuv's pool. */
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import pMap from 'p-map';
import { spin } from '../models.mjs';

export const shape = 'pool-bound zlib, in turn';
const compress = promisify(gzip);

function makeTexts() {
  const text = Array.from({ length: 60_000 }, (_, at) => spin(3, at + 1).toString(36)).join(' ');
  return Array.from({ length: 200 }, (_, at) => `${at}${text}`);
}

const sizeOf = async (text) => (await compress(text)).length;

async function compressAll() {
  let bytes = 0;
  for (const text of makeTexts()) {
    bytes += await sizeOf(text);
  }
  return bytes;
}

export const variants = {
  original: { run: compressAll },
  bounded: {
    model: 'async',
    sizes: [2, 4],
    run: async (concurrency) => (await pMap(makeTexts(), sizeOf, { concurrency })).reduce((sum, one) => sum + one, 0),
  },
};
