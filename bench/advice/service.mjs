/**
 * `node service.mjs JSON`: a service that answers after `latencyMs`, `limit` requests at a time (the rest queue); `bytes` of
 * text an answer. `spread`: some paths take longer than others, a fifth of the latency to twice it. `slowAbove`: with more
 * than so many at a time they get into each other's way, and all of them together become slower. `/pages/N` answers with the
 * path of the next page, `/tree/N` with the paths of two more. Prints its port, ends with its standard input.
 */
import { createServer } from 'node:http';

const options = JSON.parse(process.argv[2] ?? '{}');
const { latencyMs = 20, limit = Infinity, bytes = 20, spread = false, slowAbove = Infinity } = options;
const queue = [];
let busy = 0;

function next() {
  while (busy < limit && queue.length > 0) {
    const { answer, url } = queue.shift();
    busy++;
    setTimeout(
      () => {
        busy--;
        answer();
        next();
      },
      latencyMs * shareOf(url) * Math.max(1, (busy / slowAbove) ** thrashing),
    );
  }
}

/** Above 1, so that the rate falls with each request more: what a database does when its queries share one cache. */
const thrashing = 1.4;

function shareOf(url) {
  if (!spread) return 1;
  let hash = 7;
  for (const letter of url) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return 0.2 + 1.8 * ((Math.imul(hash, 2654435761) >>> 0) / 2 ** 32);
}

function textOf(url) {
  const page = /^\/pages\/(\d+)$/.exec(url);
  if (page) return `/pages/${Number(page[1]) + 1}`;
  const node = /^\/tree\/(\d+)$/.exec(url);
  if (node) return `/tree/${2 * Number(node[1])} /tree/${2 * Number(node[1]) + 1}`;
  return `${url} `.repeat(Math.ceil(bytes / (url.length + 1)));
}

const server = createServer(({ url }, response) => {
  queue.push({ url, answer: () => response.end(textOf(url)) });
  next();
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
