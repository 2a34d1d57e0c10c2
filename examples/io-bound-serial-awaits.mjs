// Asks a (local) service for forty prices, one after the other, although no answer depends on another.
// The profiler should say: I/O-bound, serial awaits; bounded concurrency would help.
import { createServer, get } from 'node:http';

const answerAfterMs = 40;
const service = createServer((request, response) =>
  setTimeout(() => response.end(`{"price":${request.url.length}}`), answerAfterMs),
);
await new Promise((resolve) => service.listen(0, '127.0.0.1', resolve));

function fetchPrice(item) {
  return new Promise((resolve, reject) => {
    const { port } = service.address();
    get({ host: '127.0.0.1', port, path: `/${item}` }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve(JSON.parse(body).price));
    }).on('error', reject);
  });
}

async function totalPrice(items) {
  let total = 0;
  for (const item of items) total += await fetchPrice(item);
  return total;
}

console.log(`total: ${await totalPrice(Array.from({ length: 40 }, (_, index) => `item-${index}`))}`);
service.close();
