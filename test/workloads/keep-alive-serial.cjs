'use strict';
// Loads product pages through one kept-alive connection, one after the other, with callbacks.
const http = require('http');

const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
const end = Date.now() + 1600;
let pages = 0;

function load(id) {
  if (Date.now() > end) {
    agent.destroy();
    return console.log(`${pages} pages`);
  }
  http.get({ agent, host: '127.0.0.1', port: process.env.BACKEND_PORT, path: `/rows?ms=20&from=${id}` }, (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString());
      pages++;
      load(id + 1);
    });
  });
}
load(0);
