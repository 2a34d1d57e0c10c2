/** A cache of the most recently used entries that asks a store for what it has not: one key of a long list after the other. */
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'cache with asynchronous fill';
export const service = { latencyMs: 14, bytes: 300 };

class Cache {
  entries = new Map();

  constructor(most) {
    this.most = most;
  }

  /** The promise is kept, so that two who ask for one key at the same time ask the store once. */
  get(key) {
    const known = this.entries.get(key);
    if (known) this.entries.delete(key);
    const entry = known ?? this.fill(key);
    this.entries.set(key, entry);
    if (this.entries.size > this.most) this.entries.delete(this.entries.keys().next().value);
    return entry;
  }

  async fill(key) {
    const text = await ask(`/entry/${key}`);
    return text.split(' ').length;
  }
}

/** Few keys are asked for often, most of them seldom. */
const keys = Array.from({ length: 240 }, (_, at) => Math.floor(400 * (((at * 2654435761) >>> 0) / 2 ** 32) ** 4));

async function sumInTurn() {
  const cache = new Cache(40);
  let sum = 0;
  for (const key of keys) sum += await cache.get(key);
  return sum;
}

async function sumBounded(concurrency) {
  const cache = new Cache(40);
  const parts = await pMap(keys, (key) => cache.get(key), { concurrency });
  return parts.reduce((sum, part) => sum + part, 0);
}

export const variants = {
  original: { run: sumInTurn },
  bounded: { model: 'async', sizes: [4, 10, 24, 60], run: sumBounded },
};
