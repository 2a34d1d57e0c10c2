// Reads a file line by line, as scripts over logs do; the file is in memory, so reading means computing.
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const folder = mkdtempSync(path.join(tmpdir(), 'readline-'));
const file = path.join(folder, 'access.log');
writeFileSync(file, Array.from({ length: 60_000 }, (_, n) => `${n};user-${n % 977};${(n * 31) % 5000}`).join('\n'));

const end = performance.now() + 1500;
const spent = new Map();
while (performance.now() < end) {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const [, user, amount] = line.split(';');
    spent.set(user, (spent.get(user) ?? 0) + Number(amount));
  }
}
rmSync(folder, { recursive: true });
console.log(`${spent.size} users`);
