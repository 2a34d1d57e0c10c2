/**
 * `node service.mjs JSON`: a service that answers after `latencyMs`, `limit` requests at a time (the rest queue); `bytes` of
 * text an answer. `/pages/N` answers with the path of the next page. Prints its port, ends with its standard input.
 */
import { createServer } from 'node:http';

const { latencyMs = 20, limit = Infinity, bytes = 20 } = JSON.parse(process.argv[2] ?? '{}');
const queue = [];
let busy = 0;

function next() {
  while (busy < limit && queue.length > 0) {
    const answer = queue.shift();
    busy++;
    setTimeout(() => {
      busy--;
      answer();
      next();
    }, latencyMs);
  }
}

const server = createServer((request, response) => {
  const page = /^\/pages\/(\d+)$/.exec(request.url);
  const text = page
    ? `/pages/${Number(page[1]) + 1}`
    : `${request.url} `.repeat(Math.ceil(bytes / (request.url.length + 1)));
  queue.push(() => response.end(text));
  next();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
