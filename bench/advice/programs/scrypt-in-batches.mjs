/** Hashes in batches of two on two processors and waits for both each time: nearly all there is. */
import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import pMap from 'p-map';

export const shape = 'pool-bound crypto, in batches';
const derive = promisify(scrypt);
const count = 48;
const hash = (at) => derive(`password ${at}`, 'salt', 32);

async function hashAll() {
  let last = null;
  for (let at = 0; at < count; at += 2) last = (await Promise.all([hash(at), hash(at + 1)]))[1];
  return last.toString('hex');
}

export const variants = {
  original: { run: hashAll },
  bounded: {
    model: 'async',
    sizes: [4],
    run: async (concurrency) =>
      (
        await pMap(
          Array.from({ length: count }, (_, at) => at),
          hash,
          { concurrency },
        )
      )
        .at(-1)
        .toString('hex'),
  },
};
