// Asks for ten products at once, waits for all, takes the next ten.
const base = `http://127.0.0.1:${process.env.BACKEND_PORT}`;
const price = async (id) => (await (await fetch(`${base}/rows?ms=80&from=${id}`)).json()).rows[0].price;

const end = performance.now() + 1600;
let total = 0;
for (let first = 0; performance.now() < end; first += 10) {
  const prices = await Promise.all(Array.from({ length: 10 }, (_, n) => price(first + n)));
  total += prices.reduce((sum, next) => sum + next, 0);
}
console.log(`total ${total}`);
