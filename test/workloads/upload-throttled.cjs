'use strict';
// Sends chunks at a fixed rate to a service, with promise chains and a pause between them.
const http = require('http');

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const send = (n) =>
  new Promise((resolve, reject) => {
    const request = http.request(
      { agent, host: '127.0.0.1', port: process.env.BACKEND_PORT, method: 'POST', path: `/rows?ms=10&from=${n}` },
      (response) => response.resume().on('end', resolve),
    );
    request.on('error', reject);
    request.end(Buffer.alloc(20_000, 'x'));
  });

let chain = Promise.resolve();
for (let n = 0; n < 18; n++) chain = chain.then(() => send(n)).then(() => pause(70));
chain.then(() => {
  agent.destroy();
  console.log('18 chunks sent');
});
