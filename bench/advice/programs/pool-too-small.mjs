/** A pool of one thread, set long ago for a smaller machine. */
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { spin } from '../models.mjs';

export const shape = 'libuv pool too small';
export const env = { UV_THREADPOOL_SIZE: '1' };
const compress = promisify(gzip);

async function compressAll() {
  const text = Buffer.from(Array.from({ length: 120_000 }, (_, at) => spin(3, at + 1).toString(36)).join(' '));
  const packed = await Promise.all(Array.from({ length: 130 }, () => compress(text)));
  return packed.at(-1).length;
}

export const variants = {
  original: { run: compressAll },
  pool: {
    model: 'thread-pool',
    sizes: [2, 4, 8],
    env: (size) => ({ UV_THREADPOOL_SIZE: String(size) }),
    run: compressAll,
  },
};
