/** Mostly waiting, some computing a page: the thread itself is the limit beyond some pages at a time. */
import pMap from 'p-map';
import { ask, spin } from '../models.mjs';

export const shape = 'mixed pipeline, mostly waiting';
export const service = { latencyMs: 40, bytes: 2000 };
const pages = Array.from({ length: 50 }, (_, page) => `/page/${page}`);

async function check(page) {
  const text = await ask(page);
  return spin(2_500_000, text.length) % 7;
}

async function checkAll() {
  let sum = 0;
  for (const page of pages) sum += await check(page);
  return sum;
}

export const variants = {
  original: { run: checkAll },
  bounded: {
    model: 'async',
    sizes: [2, 6, 12, 50],
    run: async (concurrency) => (await pMap(pages, check, { concurrency })).reduce((sum, one) => sum + one, 0),
  },
};
