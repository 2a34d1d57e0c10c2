/** A pool of two workers, but each task is awaited before the next is given out. */
import { fileURLToPath } from 'node:url';
import pMap from 'p-map';
import { spin } from '../models.mjs';

export const shape = 'workers, awaited in turn';
const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);

export const crunch = (seed) => spin(22_000_000, seed);

async function withPool(size, work) {
  const { Piscina } = await import('piscina');
  const pool = new Piscina({ filename: fileURLToPath(import.meta.url), minThreads: size, maxThreads: size });
  const result = await work(pool);
  await pool.destroy();
  return result;
}

const inTurn = () =>
  withPool(2, async (pool) => {
    let last = 0;
    for (const seed of seeds) last = await pool.run(seed, { name: 'crunch' });
    return last;
  });

const atOnce = (size) =>
  withPool(2, async (pool) => {
    const all = await pMap(seeds, (seed) => pool.run(seed, { name: 'crunch' }), { concurrency: size });
    return all.at(-1);
  });

export const variants = {
  original: { run: inTurn },
  bounded: { model: 'async', sizes: [2, 4], run: atOnce },
  workers: { model: 'worker-threads', sizes: [2], run: atOnce },
};
