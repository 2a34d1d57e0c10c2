/** CommonJS: a server that writes a table as CSV and compresses each answer synchronously. */
'use strict';
const { gzip, gzipSync } = require('node:zlib');
const { promisify } = require('node:util');

exports.shape = 'server, gzipSync';
exports.load = { requests: 500, connections: 10 };

const rows = Array.from({ length: 2500 }, (_, id) => ({ id, price: (id * 7919) % 977, town: `town ${id % 53}` }));
const tableOf = (factor) => rows.map(({ id, price, town }) => `${id};${price * factor};${town}`).join('\n');

function answer(request, response) {
  const factor = (request.url.length % 5) + 1;
  response.end(String(gzipSync(tableOf(factor)).length));
}

const compress = promisify(gzip);
async function answerFromPool(request, response) {
  const factor = (request.url.length % 5) + 1;
  response.end(String((await compress(tableOf(factor))).length));
}

const models = () => import('../models.mjs');

exports.variants = {
  original: { run: async () => (await models()).serve(answer) },
  promises: { model: 'async', run: async () => (await models()).serve(answerFromPool) },
  cluster: { model: 'processes', sizes: [2], run: async (size) => (await models()).serveInCluster(answer, size) },
};
