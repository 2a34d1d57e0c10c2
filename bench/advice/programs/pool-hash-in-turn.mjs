/** Hashes in libuv's pool, one awaited after the other: three of its four threads idle. */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'pool-bound crypto, in turn';
const derive = promisify(pbkdf2);
const passwords = Array.from({ length: 140 }, (_, index) => `password ${index}`);
const hash = (password) => derive(password, 'salt', 70_000, 32, 'sha256');

async function hashAll() {
  const hashes = [];
  for (const password of passwords) {
    const key = await hash(password);
    hashes.push(key.toString('hex'));
  }
  return hashes.at(-1);
}

export const variants = {
  original: { run: hashAll },
  bounded: {
    model: 'async',
    sizes: [2, 4, 16],
    run: async (concurrency) => (await pMap(passwords, hash, { concurrency })).at(-1).toString('hex'),
  },
};
