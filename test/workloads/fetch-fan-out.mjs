// Asks for eight products at once, waits for all, takes the next eight.
const base = `http://127.0.0.1:${process.env.BACKEND_PORT}`;
const price = async (id) => (await (await fetch(`${base}/rows?ms=250&from=${id}`)).json()).rows[0].price;

const end = performance.now() + 1600;
let total = 0;
for (let first = 0; performance.now() < end; first += 8) {
  const prices = await Promise.all(Array.from({ length: 8 }, (_, n) => price(first + n)));
  total += prices.reduce((sum, next) => sum + next, 0);
}
console.log(`total ${total}`);
