'use strict';
// Hangs on a request that the service answers when something has happened, then asks again.
const http = require('http');

function poll(left, since) {
  if (left === 0) return console.log(`up to ${since}`);
  http
    .get(`http://127.0.0.1:${process.env.BACKEND_PORT}/rows?ms=450&from=${since}`, (response) => {
      let text = '';
      response.on('data', (part) => (text += part));
      response.on('end', () => poll(left - 1, JSON.parse(text).next));
    })
    .on('error', (error) => {
      throw error;
    });
}
poll(4, 0);
