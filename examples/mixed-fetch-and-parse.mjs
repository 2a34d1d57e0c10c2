// Fetches pages of a (local) catalogue and works through each: waiting and computing take turns on one thread.
// The service answers after as long as the previous page took to process, so the halves stay even on any machine.
// The profiler should say: mixed; overlap the waiting, move the computing into workers.
import { createServer, get } from 'node:http';

let lastProcessingMs = 30;
const service = createServer((_request, response) => setTimeout(() => response.end(makePage()), lastProcessingMs));
await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));

function makePage() {
  return JSON.stringify(
    Array.from({ length: 300 }, (_, id) => ({ id, name: `product ${id}`, ratings: [id % 5, id % 3, id % 7] })),
  );
}

function fetchPage() {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: service.address().port }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve(JSON.parse(body)));
    }).on('error', reject);
  });
}

function similarity(a, b) {
  let dot = 0;
  let lengthA = 0;
  let lengthB = 0;
  for (let axis = 0; axis < a.length; axis++) {
    dot += a[axis] * b[axis];
    lengthA += a[axis] ** 2;
    lengthB += b[axis] ** 2;
  }
  return dot / Math.sqrt(lengthA * lengthB || 1);
}

function rankProducts(products) {
  const scores = products.map((product) => {
    let score = 0;
    for (let round = 0; round < 24; round++)
      for (const other of products) score += similarity(product.ratings, other.ratings);
    return { name: product.name, score };
  });
  return scores.sort((left, right) => right.score - left.score)[0].name;
}

async function rankCatalogue(pages) {
  const best = [];
  for (let page = 0; page < pages; page++) {
    const products = await fetchPage();
    const started = performance.now();
    best.push(rankProducts(products));
    lastProcessingMs = performance.now() - started;
  }
  return best;
}

const best = await rankCatalogue(50);
console.log(`${best.length} pages ranked, best of the last: ${best.at(-1)}`);
service.close();
