/** Four compressions in flight in the thread pool; the main thread only waits. */
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const times = Math.round(100 * Number(process.argv[2] ?? 1));
const compress = promisify(gzip);
const text = Buffer.from(randomBytes(600_000).toString('base64'));

let next = 0;
let bytes = 0;
async function lane() {
  while (next < times) {
    next += 1;
    bytes += (await compress(text, { level: 6 })).length;
  }
}
await Promise.all([lane(), lane(), lane(), lane()]);
console.log(bytes > 0);
