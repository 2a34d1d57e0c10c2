// Streams generated text through gzip into nothing: back-pressure decides, a pool thread computes.
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

const block = Buffer.from(Array.from({ length: 9000 }, (_, n) => ((n * 2654435761) >>> 9).toString(36)).join('\n'));
async function* source(until) {
  while (performance.now() < until) yield block;
}
let bytes = 0;
const sink = new Writable({
  write(chunk, _encoding, done) {
    bytes += chunk.length;
    done();
  },
});
await pipeline(Readable.from(source(performance.now() + 1500)), createGzip({ level: 9 }), sink);
console.log(`${bytes} bytes compressed`);
