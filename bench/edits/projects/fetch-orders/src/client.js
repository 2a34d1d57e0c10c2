const base = process.env.SERVICE_URL;

export async function fetchOrder(id) {
  const response = await fetch(`${base}/orders/${id}`);
  const text = await response.text();
  return { id, total: text.length * (id % 7) };
}
