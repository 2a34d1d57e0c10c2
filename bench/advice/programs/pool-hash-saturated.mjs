/** Sixteen hashes at a time in the pool: every processor works already. */
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'pool-bound crypto, saturated';
const derive = promisify(pbkdf2);
const passwords = Array.from({ length: 220 }, (_, index) => `password ${index}`);
const hash = (password) => derive(password, 'salt', 80_000, 32, 'sha256');
const hashAll = async () => (await pMap(passwords, hash, { concurrency: 16 })).at(-1).toString('hex');

export const variants = {
  original: { run: hashAll },
  pool: { model: 'thread-pool', sizes: [2, 8], env: (size) => ({ UV_THREADPOOL_SIZE: String(size) }), run: hashAll },
};
