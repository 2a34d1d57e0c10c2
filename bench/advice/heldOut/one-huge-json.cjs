/** CommonJS: one huge JSON file is parsed and added up; handing it to a worker means to copy it there. */
'use strict';
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

exports.shape = 'JSON of one huge file';

function withFile(work) {
  const dir = mkdtempSync(path.join(tmpdir(), 'json-'));
  const file = path.join(dir, 'orders.json');
  const order = (id) =>
    `{"id":${id},"customer":{"name":"n${id % 999}","town":"t${id % 77}"},"lines":[${id % 5},${id % 7},3],"note":"n ${id}"}`;
  writeFileSync(file, `[${Array.from({ length: 300_000 }, (_, id) => order(id)).join(',')}]`);
  return Promise.resolve(work(file)).finally(() => rmSync(dir, { recursive: true, force: true }));
}

const addUp = (orders) => {
  const byTown = {};
  for (const { customer, lines } of orders) byTown[customer.town] = (byTown[customer.town] ?? 0) + lines.length;
  return Object.keys(byTown).length;
};

const parseText = (text) => JSON.parse(text);
exports.parseText = parseText;

exports.variants = {
  original: { run: () => withFile((file) => addUp(parseText(readFileSync(file, 'utf8')))) },
  workers: {
    model: 'worker-threads',
    sizes: [1, 2],
    run: (size) =>
      withFile(async (file) => {
        const { inWorkers } = await import('../models.mjs');
        const [orders] = await inWorkers(
          pathToFileURL(__filename).href,
          'parseText',
          [readFileSync(file, 'utf8')],
          size,
        );
        return addUp(orders);
      }),
  },
};
