/** Some dozens of long, independent computations. */
import { inProcesses, inWorkers, spin } from '../models.mjs';

export const shape = 'CPU map';
const seeds = Array.from({ length: 110 }, (_, seed) => seed + 1);

export function simulate(seed) {
  let sum = 0;
  for (let step = 0; step < 40; step++) sum = (sum + spin(300_000, seed + step)) >>> 0;
  return sum;
}

function simulateAll() {
  const results = [];
  for (const seed of seeds) results.push(simulate(seed));
  return results.at(-1);
}

export const variants = {
  original: { run: simulateAll },
  workers: {
    model: 'worker-threads',
    sizes: [2, 4],
    run: async (size) => (await inWorkers(import.meta.url, 'simulate', seeds, size)).at(-1),
  },
  processes: {
    model: 'processes',
    sizes: [2],
    run: async (size) => (await inProcesses(import.meta.url, 'simulate', seeds, size)).at(-1),
  },
};
