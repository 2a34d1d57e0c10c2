// Computes the checksum of a large file piece by piece, with async iteration over a stream.
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const folder = mkdtempSync(path.join(tmpdir(), 'hash-'));
const file = path.join(folder, 'image.iso');
writeFileSync(file, Buffer.alloc(40 * 2 ** 20, 'image'));

async function checksum(of) {
  const hash = createHash('sha512');
  for await (const piece of createReadStream(of, { highWaterMark: 2 ** 20 })) hash.update(piece);
  return hash.digest('hex');
}

const end = performance.now() + 1500;
let last = '';
while (performance.now() < end) last = await checksum(file);
rmSync(folder, { recursive: true });
console.log(last.slice(0, 16));
