import { fetchOrder } from './client.js';

const vat = 0.19;

async function loadOrders(ids) {
  const orders = [];
  for (const id of ids) {
    const order = await fetchOrder(id);
    // With tax, as the report wants it.
    orders.push({ ...order, gross: order.total * (1 + vat) });
  }
  return orders;
}

const orders = await loadOrders(Array.from({ length: 70 }, (_, id) => id + 1));
console.log(orders.map(({ id, gross }) => `${id}: ${gross.toFixed(2)}`).join('\n'));
