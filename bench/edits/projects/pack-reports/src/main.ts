import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

const text = Array.from({ length: 40_000 }, (_, at) => `${at * 7919} ${(at * at) % 1013}`).join('\n');

async function pack(report: number): Promise<string> {
  const packed = deflateSync(`report ${report}\n${text}`, { level: 9 });
  return createHash('sha1').update(packed).digest('hex');
}

const digests = await Promise.all(Array.from({ length: 120 }, (_, report) => pack(report)));
console.log(digests.join('\n'));
