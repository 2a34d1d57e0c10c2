// A server with a large cache that it renews entry by entry: under load the collector dominates.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const cache = new Map();
const size = 250_000;
let next = 0;

function renew(count) {
  for (let n = 0; n < count; n++, next++) {
    cache.set(next % size, { next, user: { name: `user ${next}`, mail: [`${next}@example.org`] }, visits: [{ next }] });
  }
}
renew(size);

const server = createServer((request, response) => {
  renew(12_000);
  response.end(`${cache.size} entries for ${request.url}`);
});
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
}, 2600);
