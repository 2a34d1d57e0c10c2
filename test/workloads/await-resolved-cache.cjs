'use strict';
// Awaits in a loop, but every value is in the cache already: looks serial, never leaves the processor.
class PriceCache {
  #prices = new Map();
  async get(sku) {
    if (!this.#prices.has(sku)) this.#prices.set(sku, Promise.resolve((sku * 37) % 1000));
    return this.#prices.get(sku);
  }
}

async function totalOf(cart, cache) {
  let total = 0;
  for (const sku of cart) total += await cache.get(sku);
  return total;
}

(async () => {
  const cache = new PriceCache();
  const cart = Array.from({ length: 500 }, (_, index) => index % 60);
  const end = Date.now() + 1400;
  let carts = 0;
  for (; Date.now() < end; carts++) await totalOf(cart, cache);
  console.log(`${carts} carts`);
})();
