/** Eight workers on two processors: the same work takes turns, in four times the memory. */
import { inWorkers, spin } from '../models.mjs';

export const shape = 'workers, too many';
const seeds = Array.from({ length: 96 }, (_, seed) => seed + 1);

export const crunch = (seed) => spin(24_000_000, seed);

const run = async (size) => (await inWorkers(import.meta.url, 'crunch', seeds, size)).at(-1);

export const variants = {
  original: { run: () => run(8) },
  workers: { model: 'worker-threads', sizes: [2], run },
};
