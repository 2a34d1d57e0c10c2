/** Very many calls of a few microseconds each: one message a call would cost more than the call, a batch does not. */
import { inWorkers, pieces, spin } from '../models.mjs';

export const shape = 'tiny tasks';
const seeds = Array.from({ length: 520_000 }, (_, seed) => seed + 1);

export const score = (seed) => spin(2200, seed) % 10;

export function scoreMany(part) {
  let sum = 0;
  for (const seed of part) sum += score(seed);
  return sum;
}

const add = (sums) => sums.reduce((total, one) => total + one, 0);

export const variants = {
  original: { run: () => scoreMany(seeds) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => add(await inWorkers(import.meta.url, 'scoreMany', pieces(seeds, size * 8), size)),
  },
  'one message each': {
    model: 'worker-threads per call',
    sizes: [2],
    run: async (size) => add(await inWorkers(import.meta.url, 'score', seeds, size, 1000)),
  },
};
