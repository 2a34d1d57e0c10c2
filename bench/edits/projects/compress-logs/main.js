'use strict';
const { promisify } = require('node:util');
const { gzip } = require('node:zlib');

const compress = promisify(gzip);
const log = Array.from({ length: 60000 }, (_, at) => `${at} GET /page/${(at * 7919) % 1013} ${(at * at) % 307}`).join(
  '\n',
);

async function main() {
  const packed = await Promise.all(Array.from({ length: 40 }, (_, day) => compress(`${day}\n${log}`, { level: 7 })));
  console.log(packed.map(({ length }) => length).join('\n'));
}

main();
