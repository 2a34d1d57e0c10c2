/** One request after the other, none of which needs another's answer. */
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'serial awaits, independent';
export const service = { latencyMs: 30 };
const items = Array.from({ length: 60 }, (_, item) => `/price/${item}`);

const price = async (item) => (await ask(item)).length;

async function total() {
  let sum = 0;
  for (const item of items) sum += await price(item);
  return sum;
}

async function totalAtOnce(concurrency) {
  const prices = await pMap(items, price, { concurrency });
  return prices.reduce((sum, one) => sum + one, 0);
}

export const variants = {
  original: { run: total },
  bounded: { model: 'async', sizes: [4, 16, 60], run: totalAtOnce },
};
