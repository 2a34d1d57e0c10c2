/** Everything at once to a service that works on eight requests at a time: it queues there, which costs no time. */
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'too much fan-out';
export const service = { latencyMs: 30, limit: 8 };
const items = Array.from({ length: 500 }, (_, item) => `/item/${item}`);
const size = async (item) => (await ask(item)).length;
const sum = (sizes) => sizes.reduce((total, one) => total + one, 0);

export const variants = {
  original: { run: async () => sum(await Promise.all(items.map(size))) },
  bounded: {
    model: 'async',
    sizes: [8, 32],
    run: async (concurrency) => sum(await pMap(items, size, { concurrency })),
  },
};
