/** Little to compute on much data: copying it to a worker takes longer than the work. */
import { inWorkers } from '../models.mjs';

export const shape = 'CPU, large arguments';

function makeRecords(batch) {
  return Array.from({ length: 12_000 }, (_, id) => ({
    id,
    name: `record ${batch}-${id}`,
    tags: [`t${id % 7}`, `t${id % 11}`],
    score: (id * 7919) % 1000,
  }));
}

export function summarise(records) {
  const byTag = new Map();
  for (const { tags, score } of records) for (const tag of tags) byTag.set(tag, (byTag.get(tag) ?? 0) + score);
  return [...byTag.values()].reduce((sum, one) => sum + one, 0);
}

const batches = 12;
const rounds = 150;
const makeAll = () => Array.from({ length: batches }, (_, batch) => makeRecords(batch));

function summariseAll() {
  const all = makeAll();
  let total = 0;
  for (let round = 0; round < rounds; round++) for (const records of all) total += summarise(records);
  return total;
}

export const variants = {
  original: { run: summariseAll },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    async run(size) {
      const all = makeAll();
      const inputs = Array.from({ length: rounds }, () => all).flat();
      const sums = await inWorkers(import.meta.url, 'summarise', inputs, size, 2 * size);
      return sums.reduce((total, one) => total + one, 0);
    },
  },
};
