/** A server that spends its time in JSON, which runs natively on the main thread. */
import { serve, serveInCluster } from '../models.mjs';

export const shape = 'server, JSON';
export const load = { requests: 700, connections: 12 };
const orders = Array.from({ length: 400 }, (_, id) => ({
  id,
  items: [id, id + 1],
  note: `order ${id}`,
  paid: id % 2 === 0,
}));
const text = JSON.stringify(orders);

function handle(request, response) {
  let total = 0;
  for (let turn = 0; turn < 12; turn++) for (const { id, paid } of JSON.parse(text)) if (paid) total += id;
  response.end(JSON.stringify({ url: request.url, total, orders: orders.length }));
}

export const variants = {
  original: { run: () => serve(handle) },
  cluster: { model: 'processes', sizes: [2], run: (size) => serveInCluster(handle, size) },
};
