'use strict';
// Fetches pages and indexes what they hold. It asks for each page so that waiting takes as long as the indexing before.
const http = require('http');

const agent = new http.Agent({ keepAlive: true });
const load = (ms, from) =>
  new Promise((resolve, reject) => {
    const options = {
      agent,
      host: '127.0.0.1',
      port: process.env.BACKEND_PORT,
      path: `/rows?ms=${ms}&n=1500&from=${from}`,
    };
    http
      .get(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part) => (text += part));
        response.on('end', () => resolve(text));
      })
      .on('error', reject);
  });

function index(text) {
  const words = new Map();
  for (let pass = 0; pass < 6; pass++) {
    for (const item of JSON.parse(text).rows) {
      for (const word of item.name.split(' ')) words.set(word, [...(words.get(word) ?? []).slice(-5), item.id]);
    }
  }
  return words.size;
}

(async () => {
  const end = Date.now() + 1900;
  let waitMs = 20;
  let words = 0;
  for (let from = 0; Date.now() < end; from += 1500) {
    const text = await load(waitMs, from);
    const started = Date.now();
    words += index(text);
    waitMs = Date.now() - started;
  }
  agent.destroy();
  console.log(`${words} words`);
})();
