/** A few large typed arrays, sorted: the data is large, but so is the work on it. */
import { inWorkers, spin } from '../models.mjs';

export const shape = 'CPU map, typed arrays';

const makeShards = () =>
  Array.from({ length: 6 }, (_, shard) => {
    let x = shard + 1;
    return Float64Array.from({ length: 400_000 }, () => (x = spin(1, x)));
  });

export const sortShard = (shard) => shard.sort((a, b) => a - b)[shard.length >> 1];

export const variants = {
  original: { run: () => makeShards().map(sortShard).at(-1) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => (await inWorkers(import.meta.url, 'sortShard', makeShards(), size)).at(-1),
  },
};
