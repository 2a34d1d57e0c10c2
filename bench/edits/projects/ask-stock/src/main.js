import pMap from 'p-map';
import { askStock } from './stock.js';

const items = Array.from({ length: 160 }, (_, at) => `item-${at}`);

// Once set by guess, and left so.
const stocks = await pMap(items, askStock, { concurrency: 4 });
for (const { item, pieces } of stocks) console.log(item, pieces);
