'use strict';
// A clustered server: the work is done by the forked processes.
const cluster = require('cluster');
const { writeFileSync } = require('fs');
const http = require('http');

const runMs = 2600;

if (cluster.isPrimary) {
  for (let n = 0; n < 2; n++) cluster.fork();
  let ready = 0;
  cluster.on('listening', (_worker, { port }) => {
    if (++ready === 2) writeFileSync(process.env.PORT_FILE, String(port));
  });
  setTimeout(() => {
    for (const worker of Object.values(cluster.workers)) worker.send('stop');
  }, runMs);
} else {
  const server = http.createServer((request, response) => {
    const end = Date.now() + 15;
    let hash = 0;
    while (Date.now() < end) for (let i = 0; i < 1000; i++) hash = (hash * 33 + request.url.length + i) | 0;
    response.end(String(hash));
  });
  server.listen(0, '127.0.0.1');
  process.on('message', () => process.exit(0));
}
