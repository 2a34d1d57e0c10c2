/** A pool of one worker where two processors are there. */
import { inWorkers, spin } from '../models.mjs';

export const shape = 'workers, too few';
const seeds = Array.from({ length: 64 }, (_, seed) => seed + 1);

export const crunch = (seed) => spin(22_000_000, seed);

const run = async (size) => (await inWorkers(import.meta.url, 'crunch', seeds, size)).at(-1);

export const variants = {
  original: { run: () => run(1) },
  workers: { model: 'worker-threads', sizes: [2, 4], run },
};
