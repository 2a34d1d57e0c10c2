/** More requests in flight than the service works on: it is the service that takes its time. */
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'fan-out, already concurrent';
export const service = { latencyMs: 50, limit: 20 };
const items = Array.from({ length: 700 }, (_, item) => `/item/${item}`);
const size = async (item) => (await ask(item)).length;

async function fetchAll(concurrency = 40) {
  const sizes = await pMap(items, size, { concurrency });
  return sizes.reduce((sum, one) => sum + one, 0);
}

export const variants = {
  original: { run: () => fetchAll() },
  bounded: { model: 'async', sizes: [10, 20, 100], run: fetchAll },
};
