/** Many files packed into one archive: each is compressed by the synchronous call, headers and checksums beside it. */
import { promisify } from 'node:util';
import { deflateRaw, deflateRawSync } from 'node:zlib';
import pMap from 'p-map';
import { inWorkers } from '../models.mjs';

export const shape = 'many files zipped, synchronous';

const files = Array.from({ length: 240 }, (_, at) => ({
  name: `docs/page-${at}.html`,
  bytes: Buffer.from(
    Array.from(
      { length: 1500 },
      (_, row) => `<p id="${row}">${(row * 2654435761 + at) >>> 0} and so on ${row % 31}</p>`,
    ).join('\n'),
  ),
}));

const table = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
  return ~sum >>> 0;
}

function entryOf({ name, bytes }, packed) {
  const header = Buffer.alloc(30 + name.length);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt32LE(checksum(bytes), 14);
  header.writeUInt32LE(packed.length, 18);
  header.write(name, 30);
  return Buffer.concat([header, packed]);
}

export const zipEntry = (file) => entryOf(file, deflateRawSync(Buffer.from(file.bytes), { level: 9 }));
const deflate = promisify(deflateRaw);
const lengthOf = (entries) => entries.reduce((sum, { length }) => sum + length, 0);

function zipAll() {
  const entries = [];
  for (const file of files) entries.push(zipEntry(file));
  return lengthOf(entries);
}

export const variants = {
  original: { run: zipAll },
  promises: {
    model: 'async',
    sizes: [1, 2, 4, 16],
    run: async (concurrency) =>
      lengthOf(
        await pMap(files, async (file) => entryOf(file, await deflate(file.bytes, { level: 9 })), { concurrency }),
      ),
  },
  workers: {
    model: 'worker-threads',
    sizes: [2],
    run: async (size) => lengthOf(await inWorkers(import.meta.url, 'zipEntry', files, size)),
  },
};
