/** Over before workers have started. */
import { inWorkers, spin } from '../models.mjs';

export const shape = 'short program';
const seeds = [1, 2, 3, 4];

export const crunch = (seed) => spin(5_000_000, seed);

export const variants = {
  original: { run: () => seeds.map(crunch).at(-1) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => (await inWorkers(import.meta.url, 'crunch', seeds, size)).at(-1),
  },
};
