// A server with a large cache that it renews entry by entry: under load the collector dominates.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const size = 100_000;
const cache = new Array(size);
let seed = 11;

function renew(count) {
  for (let n = 0; n < count; n++) {
    seed = (seed * 16807) % 2147483647;
    let related = null;
    for (let other = 0; other < 8; other++) related = { other: related };
    cache[seed % size] = related;
  }
}
renew(size);

const server = createServer((request, response) => {
  renew(30_000);
  response.end(`${cache.length} entries for ${request.url}`);
});
server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
setTimeout(() => {
  server.close();
  server.closeAllConnections();
}, 2600);
