/** Waits for a page, works through it, waits for the next: both halves of a pipeline take turns on one thread. */
import pMap from 'p-map';
import { ask, inWorkers, spin } from '../models.mjs';

export const shape = 'mixed pipeline';
export const service = { latencyMs: 25, bytes: 4000 };
const pages = Array.from({ length: 40 }, (_, page) => `/page/${page}`);

export function rankPage(text) {
  let best = 0;
  for (let at = 0; at < 20; at++) best = Math.max(best, spin(500_000, text.length + at));
  return best;
}

async function rankAll() {
  const ranks = [];
  for (const page of pages) {
    const text = await ask(page);
    ranks.push(rankPage(text));
  }
  return ranks.length;
}

async function rankBoth(size) {
  const { Piscina } = await import('piscina');
  const { fileURLToPath } = await import('node:url');
  const pool = new Piscina({ filename: fileURLToPath(import.meta.url), minThreads: size, maxThreads: size });
  const rank = async (page) => pool.run(await ask(page), { name: 'rankPage' });
  const ranks = await pMap(pages, rank, { concurrency: 4 * size });
  await pool.destroy();
  return ranks.length;
}

export const variants = {
  original: { run: rankAll },
  bounded: {
    model: 'async',
    sizes: [2, 4, 8],
    run: async (concurrency) => (await pMap(pages, async (page) => rankPage(await ask(page)), { concurrency })).length,
  },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    async run(size) {
      const texts = [];
      for (const page of pages) texts.push(await ask(page));
      return (await inWorkers(import.meta.url, 'rankPage', texts, size)).length;
    },
  },
  both: { model: 'hybrid', sizes: [1, 2], run: rankBoth },
};
