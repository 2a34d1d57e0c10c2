/** Promise.all over async functions that never wait for anything: it looks concurrent and computes on one thread. */
import { inWorkers } from '../models.mjs';

export const shape = 'Promise.all over computing';
const boards = Array.from({ length: 30 }, (_, seed) => seed);

/** Solutions of the queens problem, by bits. */
function place(size, columns, left, right) {
  const all = (1 << size) - 1;
  if (columns === all) return 1;
  let count = 0;
  let free = all & ~(columns | left | right);
  while (free) {
    const queen = free & -free;
    free ^= queen;
    count += place(size, columns | queen, ((left | queen) << 1) & all, (right | queen) >> 1);
  }
  return count;
}

export async function countSolutions(seed) {
  return place(13, 0, 0, 0) + seed;
}

const sum = (counts) => counts.reduce((total, one) => total + one, 0);

export const variants = {
  original: { run: async () => sum(await Promise.all(boards.map(countSolutions))) },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => sum(await inWorkers(import.meta.url, 'countSolutions', boards, size)),
  },
};
