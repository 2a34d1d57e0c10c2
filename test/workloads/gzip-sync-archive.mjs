// Packs log chunks one by one with the synchronous zlib calls.
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const chunk = Buffer.from(
  Array.from({ length: 6000 }, (_, n) => `${n} GET /api/${(n * 7919) % 613} 200 ${n * 13}\n`).join(''),
);
const end = performance.now() + 1400;
let packed = 0;
for (let n = 0; performance.now() < end; n++) {
  packed +=
    n % 4 === 3
      ? brotliCompressSync(chunk, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
      : gzipSync(chunk, { level: 9 }).length;
}
console.log(`${packed} bytes packed`);
