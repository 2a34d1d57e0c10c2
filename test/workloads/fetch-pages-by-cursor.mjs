// Follows a cursor through a paged API with fetch: each request needs the answer before.
const base = `http://127.0.0.1:${process.env.BACKEND_PORT}`;

async function* pages(until) {
  let cursor = 0;
  while (performance.now() < until) {
    const response = await fetch(`${base}/rows?ms=30&n=5&from=${cursor}`);
    const page = await response.json();
    cursor = page.next;
    yield page.rows;
  }
}

const stock = new Map();
for await (const rows of pages(performance.now() + 1600)) {
  for (const { id, stock: count } of rows) stock.set(id, count);
}
console.log(`${stock.size} products`);
