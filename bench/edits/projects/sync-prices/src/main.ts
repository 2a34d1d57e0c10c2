import { askPrice, type Price } from './prices.ts';

const items: readonly string[] = Array.from({ length: 60 }, (_, at) => `item-${at}`);

async function byItem(): Promise<Map<string, Price>> {
  const prices = new Map<string, Price>();
  for (const item of items) {
    prices.set(item, await askPrice(item));
  }
  return prices;
}

for (const [item, { cents }] of await byItem()) console.log(item, cents);
