/** Requests to a server in the same process, eight at a time. */
import { createServer } from 'node:http';
import { once } from 'node:events';

const times = Math.round(2400 * Number(process.argv[2] ?? 1));
const render = (url) =>
  JSON.stringify({ url, items: Array.from({ length: 60 }, (_, id) => ({ id, name: `${url} ${id}` })) });
const server = createServer((request, response) => response.end(render(request.url)));
await once(server.listen(0, '127.0.0.1'), 'listening');
const base = `http://127.0.0.1:${server.address().port}`;

let next = 0;
let items = 0;
async function ask() {
  while (next < times) {
    const response = await fetch(`${base}/page/${next++}`);
    items += (await response.json()).items.length;
  }
}
await Promise.all(Array.from({ length: 8 }, ask));
server.close();
console.log(items);
