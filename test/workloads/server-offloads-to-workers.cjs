'use strict';
// A server that hands each request's computing to one of two workers.
const { writeFileSync } = require('fs');
const http = require('http');
const { Worker, isMainThread, parentPort } = require('worker_threads');

if (isMainThread) {
  const workers = [new Worker(__filename), new Worker(__filename)];
  const open = new Map();
  let next = 0;
  for (const worker of workers) {
    worker.on('message', ({ id, result }) => {
      open.get(id)?.end(String(result));
      open.delete(id);
    });
  }
  const server = http.createServer((request, response) => {
    const id = next++;
    open.set(id, response);
    workers[id % workers.length].postMessage({ id, text: request.url });
  });
  server.listen(0, '127.0.0.1', () => writeFileSync(process.env.PORT_FILE, String(server.address().port)));
  setTimeout(() => {
    server.close();
    server.closeAllConnections();
    for (const worker of workers) void worker.terminate();
  }, 2500);
} else {
  parentPort.on('message', ({ id, text }) => {
    const end = Date.now() + 20;
    let result = 0;
    while (Date.now() < end) for (let i = 0; i < 5000; i++) result = Math.imul(result + i, text.length + 31);
    parentPort.postMessage({ id, result });
  });
}
