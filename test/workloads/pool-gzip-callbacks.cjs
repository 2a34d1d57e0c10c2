'use strict';
// Compresses attachments in parallel with callbacks.
const zlib = require('zlib');

const attachment = Buffer.from(
  Array.from({ length: 40_000 }, (_, n) => ((n * 2654435761) >>> 12).toString(36)).join(' '),
);
const end = Date.now() + 1500;
let running = 0;
let packed = 0;

function next() {
  if (Date.now() > end) {
    if (running === 0) console.log(`${packed} bytes`);
    return;
  }
  running++;
  zlib.gzip(attachment, { level: 9 }, (error, result) => {
    if (error) throw error;
    running--;
    packed += result.length;
    next();
  });
}
for (let lane = 0; lane < 4; lane++) next();
