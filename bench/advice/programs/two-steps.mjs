/** Two requests an item, the second of which needs the first; the items need nothing of each other. */
import pMap from 'p-map';
import { ask } from '../models.mjs';

export const shape = 'serial awaits, two steps an item';
export const service = { latencyMs: 15 };
const ids = Array.from({ length: 60 }, (_, id) => id);

async function loadOrder(id) {
  const customer = await ask(`/orders/${id}`);
  return ask(`/customers/${customer.length}`);
}

async function loadOrders() {
  const names = [];
  for (const id of ids) names.push(await loadOrder(id));
  return names.length;
}

export const variants = {
  original: { run: loadOrders },
  bounded: {
    model: 'async',
    sizes: [4, 12, 30],
    run: async (concurrency) => (await pMap(ids, loadOrder, { concurrency })).length,
  },
};
